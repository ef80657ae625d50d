"""The portal's tests; each folder mirrors the feature of the same name."""
