import { Types } from 'mongoose'
import sharp from 'sharp'
import { storePhoto } from '../../domain/photos.ts'
import type { Random } from './random.ts'

const [width, height] = [960, 720]
type Scene = (random: Random) => string

/** Draws the scene and keeps it like a photo that somebody sent. */
async function stored(random: Random, scene: Scene): Promise<Types.ObjectId> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${scene(random)}</svg>`
  const png = await sharp(Buffer.from(svg)).png({ compressionLevel: 1 }).toBuffer()
  return new Types.ObjectId(await storePhoto(png, 'image/png'))
}

/** Ten pictures: baskets and gardens for harvests, portraits for farmers, sick leaves for visits. */
export async function drawPictures(random: Random) {
  const harvests: Types.ObjectId[] = []
  for (const scene of [garden, basket, garden, basket]) harvests.push(await stored(random, scene))
  const farmers = [await stored(random, portrait), await stored(random, portrait)]
  const visits: Types.ObjectId[] = []
  for (const scene of [leaf, garden, leaf, garden]) visits.push(await stored(random, scene))
  return { harvests, farmers, visits }
}

const rows = (count: number, draw: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => draw(index)).join('')

/** Rows of coffee under shade trees, a mountain behind. */
function garden(random: Random): string {
  const peak = random.whole(300, 660)
  const tree = (row: number) => (place: number) => {
    const x = place * (70 + row * 16) + random.whole(-12, 12)
    const y = 400 + row * row * 16 + random.whole(-5, 5)
    const r = 20 + row * 9
    const berry = () =>
      `<circle cx="${x + random.whole(-r, r) * 0.6}" cy="${y + random.whole(-r, r) * 0.5}" r="${3 + row * 0.7}" fill="#b3261e"/>`
    return `<ellipse cx="${x}" cy="${y}" rx="${r}" ry="${r * 0.8}" fill="#${['2f5d3a', '37693f', '295233'][place % 3]}"/>${rows(row + 2, berry)}`
  }
  return `<rect width="100%" height="100%" fill="#cfe3ea"/>
    <path d="M0 380 L${peak - 240} 230 L${peak} 90 L${peak + 210} 240 L960 360 V720 H0Z" fill="#7d97a0"/>
    <path d="M0 400 Q300 300 600 380 T960 350 V720 H0Z" fill="#5d8a57"/>
    <rect y="430" width="100%" height="290" fill="#6b4b33"/>${rows(5, (row) => rows(15, tree(row)))}`
}

/** A basket full of cherries, mostly red. */
function basket(random: Random): string {
  const cherry = () => {
    const [angle, far] = [random.next() * Math.PI * 2, Math.sqrt(random.next())]
    const fill = random.next() < 0.86 ? random.pick(['b3261e', 'c8372d', '8f1d18']) : 'd9a441'
    const [x, y] = [480 + Math.cos(angle) * far * 275, 330 + Math.sin(angle) * far * 105]
    return `<circle cx="${x}" cy="${y}" r="19" fill="#${fill}"/><circle cx="${x - 6}" cy="${y - 6}" r="4" fill="#fff" opacity=".5"/>`
  }
  const weave = (index: number) =>
    `<path d="M${215 + index * 8} ${370 + index * 36} Q480 ${500 + index * 36} ${745 - index * 8} ${370 + index * 36}" stroke="#7a5a33" stroke-width="12" fill="none"/>`
  return `<rect width="100%" height="100%" fill="#5f7f52"/><ellipse cx="480" cy="640" rx="320" ry="46" fill="#3d5536"/>
    <path d="M190 330 L270 620 Q480 690 690 620 L770 330Z" fill="#a87e4a"/>${rows(7, weave)}
    <ellipse cx="480" cy="330" rx="296" ry="126" fill="#8a6436"/>${rows(330, cherry)}`
}

/** A coffee leaf with spots of rust. */
function leaf(random: Random): string {
  const spot = () => {
    const [angle, far] = [random.next() * Math.PI * 2, Math.sqrt(random.next())]
    const [x, y] = [480 + Math.cos(angle) * far * 300, 360 + Math.sin(angle) * far * 110]
    return `<circle cx="${x}" cy="${y}" r="${random.whole(5, 22)}" fill="#${random.pick(['d98a1f', 'e2a13a', 'b86a14'])}" opacity=".85"/>`
  }
  const vein = (index: number) =>
    `<path d="M${200 + index * 75} 360 q40 -60 70 -${90 + index * 4} M${200 + index * 75} 360 q40 60 70 ${90 + index * 4}" stroke="#8fb47a" stroke-width="4" fill="none"/>`
  return `<rect width="100%" height="100%" fill="#6d7f5c"/>
    <path d="M90 360 Q300 120 560 170 Q800 220 880 360 Q800 500 560 550 Q300 600 90 360Z" fill="#3f7a3f"/>
    <path d="M60 360 H880" stroke="#9cc487" stroke-width="9"/>${rows(8, vein)}${rows(random.whole(14, 30), spot)}`
}

/** A farmer with a hat, drawn as a shape: no real face belongs into demo data. */
function portrait(random: Random): string {
  const shirt = random.pick(['8a3b4c', '3b5f8a', '6b5b95'])
  return `<rect width="100%" height="100%" fill="#dfe8d5"/><circle cx="790" cy="130" r="70" fill="#f3d68a"/>
    <path d="M0 470 Q240 380 480 450 T960 420 V720 H0Z" fill="#5d8a57"/>
    <path d="M270 720 Q290 500 480 490 Q670 500 690 720Z" fill="#${shirt}"/>
    <rect x="440" y="410" width="80" height="100" rx="34" fill="#8d5f3f"/>
    <ellipse cx="480" cy="345" rx="92" ry="112" fill="#9c6b48"/>
    <path d="M380 380 Q370 240 480 225 Q590 240 580 380 Q560 300 480 290 Q400 300 380 380Z" fill="#${random.pick(['f0ead6', '2f4858'])}"/>
    <path d="M300 275 Q480 60 660 275 Q480 320 300 275Z" fill="#c9a35c"/>`
}
