const lineWidth = 4
/** Narrower than this a stroke is a slip of the finger, not a signature. */
const leastPoints = 3

/**
 * Lets one sign with a finger. What was drawn goes as the data URL of a PNG under the name of the
 * file box, which stays for a photo of a thumbprint; a drawing takes its place until it is cleared.
 * @param {HTMLElement} frame
 */
export function offerSignature(frame) {
  const pad = /** @type {HTMLCanvasElement} */ (frame.querySelector('canvas'))
  const box = /** @type {HTMLInputElement} */ (frame.parentElement?.querySelector('[type="file"]'))
  const pen = /** @type {CanvasRenderingContext2D} */ (pad.getContext('2d'))
  const drawn = document.createElement('input')
  drawn.type = 'hidden'
  drawn.name = frame.dataset['sign'] ?? ''
  const clear = document.createElement('button')
  clear.type = 'button'
  clear.className = 'button'
  clear.textContent = frame.dataset['clear'] ?? ''
  frame.append(drawn, clear)
  frame.hidden = false
  let points = 0
  empty()
  const before = frame.dataset['drawn'] ?? ''
  if (before.startsWith('data:image/png;base64,')) void show(before)

  pad.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    pad.setPointerCapture(event.pointerId)
    pen.beginPath()
    pen.moveTo(...placeOf(event))
  })
  pad.addEventListener('pointermove', (event) => {
    if (!pad.hasPointerCapture(event.pointerId)) return
    for (const each of event.getCoalescedEvents?.() ?? [event]) pen.lineTo(...placeOf(each))
    pen.stroke()
    points += 1
  })
  for (const end of ['pointerup', 'pointercancel'])
    pad.addEventListener(end, () => {
      if (points >= leastPoints) take(pad.toDataURL('image/png'))
    })
  clear.addEventListener('click', () => {
    empty()
    take('')
  })

  /** @param {string} url */
  function take(url) {
    drawn.value = url
    drawn.disabled = url === ''
    box.disabled = url !== ''
  }

  // dark ink on white, whatever the page looks like: it is printed and looked at by others
  function empty() {
    points = 0
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, pad.width, pad.height)
    Object.assign(pen, { lineWidth, lineCap: 'round', lineJoin: 'round', strokeStyle: '#10231a' })
    drawn.value = ''
    drawn.disabled = true
  }

  /** @param {string} url */
  async function show(url) {
    const picture = document.createElement('img')
    picture.src = url
    await picture.decode()
    pen.drawImage(picture, 0, 0, pad.width, pad.height)
    points = leastPoints
    take(url)
  }

  /**
   * @param {PointerEvent} event
   * @returns {[number, number]}
   */
  function placeOf({ clientX, clientY }) {
    const { left, top, width, height } = pad.getBoundingClientRect()
    return [((clientX - left) * pad.width) / width, ((clientY - top) * pad.height) / height]
  }
}
