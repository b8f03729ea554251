"""The pages of imports: a run, its columns, and taking it back."""
