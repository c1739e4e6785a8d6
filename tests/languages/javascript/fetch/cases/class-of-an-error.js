class ApiError extends Error {
  constructor(status) {
    super(`status ${status}`);
    Error.captureStackTrace(this, ApiError);
    this.status = status;
  }
}

fetch("https://api.example.com/orders")
  .then((response) => {
    if (!response.ok) throw new ApiError(response.status);
    return response.json();
  })
  .catch((error) => console.error(error.message));
