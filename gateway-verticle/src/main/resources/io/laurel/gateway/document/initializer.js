window.addEventListener('load', () => {
  window.ui = SwaggerUIBundle({
    url: '/openapi.yaml',
    dom_id: '#swagger-ui',
    deepLinking: true,
    // Asks a server on the internet unless told not to.
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
  });
});
