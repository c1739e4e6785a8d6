"""An OpenAPI document as a model: its operations that have samples, each as a page, and what is declared of their requests."""
