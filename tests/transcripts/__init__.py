"""Event lists with the threads they make, which both folds are held to."""
