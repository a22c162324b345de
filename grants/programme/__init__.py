"""What the programme says: pure rules over data, with no database, no web and no clock."""
