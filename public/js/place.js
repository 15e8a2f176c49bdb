/**
 * Offers the phone's place for `lat`, `lon` and `accuracyM`.
 * @param {HTMLElement} frame
 */
export function offerPlace(frame) {
  if (!('geolocation' in navigator)) return
  const act = /** @type {HTMLElement} */ (frame.querySelector('[data-place-act]'))
  const said = /** @type {HTMLElement} */ (frame.querySelector('[data-place-said]'))
  act.hidden = false
  act.querySelector('button')?.addEventListener('click', () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const accuracyM = String(Math.round(coords.accuracy))
        fill('lat', coords.latitude.toFixed(6))
        fill('lon', coords.longitude.toFixed(6))
        fill('accuracyM', accuracyM)
        said.textContent = (frame.dataset['taken'] ?? '').replace('%', accuracyM)
      },
      () => {
        said.textContent = frame.dataset['failed'] ?? ''
      },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    )
  })

  /**
   * @param {string} name
   * @param {string} value
   */
  function fill(name, value) {
    const input = /** @type {HTMLInputElement | null} */ (frame.querySelector(`[name="${name}"]`))
    if (input) input.value = value
  }
}
