"""The screens: Textual widgets over a Collection. The only room that knows Textual."""
