window.addEventListener('load', () => {
  const bearer = { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' };

  // Whoever signs in here by trying it goes on as that user.
  const signIn = (response) => {
    const token = response.ok && response.body && response.body.accessToken;
    if (token) {
      window.ui.authActions.authorizeWithPersistOption({
        bearer: { name: 'bearer', schema: bearer, value: token },
      });
    }
    return response;
  };

  window.ui = SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#swagger-ui',
    deepLinking: true,
    filter: true,
    persistAuthorization: true,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    defaultModelExpandDepth: 2,
    // Asks a server on the internet unless told not to.
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
    responseInterceptor: signIn,
  });
});
