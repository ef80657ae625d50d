"""People: memberships (role and scope), sign-in, invitations, account requests."""
