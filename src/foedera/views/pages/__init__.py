"""What each page of the web desk shows, as plain data without a word of HTML."""
