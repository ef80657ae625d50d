"""What is true of messages: letters, mass mail, announcements, questions, tickets, telephone."""
