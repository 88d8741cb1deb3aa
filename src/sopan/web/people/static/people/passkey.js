// Says in words what went wrong with a passkey; allauth's script only tells the console.
document.addEventListener('allauth.error', function (event) {
  const place = document.getElementById('passkey_problem')
  place.textContent = window.PublicKeyCredential ? place.dataset.failed : place.dataset.absent
  place.hidden = false
  place.scrollIntoView({ block: 'center' })
  event.preventDefault()
})
