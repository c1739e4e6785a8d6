pip install httpie
