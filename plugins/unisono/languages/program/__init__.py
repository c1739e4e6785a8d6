"""What languages whose samples are read as syntax trees share."""
