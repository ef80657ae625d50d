"""The knowledge library: practices of winners and finalists, and who adopted them."""
