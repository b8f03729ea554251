"""What is measured, and how: every number the house promises, beside what a bare Django costs on the same machine."""
