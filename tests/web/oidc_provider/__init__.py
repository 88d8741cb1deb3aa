"""An OpenID Connect provider of its own, as a government has one: allauth's, in another process."""
