"""`procwh inspect`: all that one page gives, as a tree, as JSON or as an HTML page, without a database."""
