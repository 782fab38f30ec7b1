"""How commands and screens put what they tell into words."""
