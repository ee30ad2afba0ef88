"""The book's tool: what tools/book is made of."""
