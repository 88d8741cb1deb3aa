"""The web application. Apps depend one way: home on organisation, on people, on trail, on ui."""
