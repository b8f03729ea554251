"""An hour of use, played again as fast as it goes: a company, its people, their gestures, and the account of it all."""
