const shortest = 3
const pauseMs = 250

/**
 * Offers villages while one types part of a name into a box with `list="villages"`.
 * @param {HTMLInputElement} box
 */
export function offerVillages(box) {
  let last = 0
  box.addEventListener('input', () => {
    clearTimeout(last)
    last = window.setTimeout(() => void offer(box), pauseMs)
  })
}

/** @param {HTMLInputElement} box */
async function offer(box) {
  const q = box.value.trim()
  if (q.length < shortest || /\(\d{10}\)$/.test(q)) return
  const answer = await fetch(`/villages?format=json&q=${encodeURIComponent(q)}`)
  if (!answer.ok) return
  const { rows } = /** @type {{ rows: { code: string, place: string }[] }} */ (await answer.json())
  box.list?.replaceChildren(
    ...rows.map(({ code, place }) => {
      const option = document.createElement('option')
      option.value = `${place} (${code})`
      return option
    }),
  )
}
