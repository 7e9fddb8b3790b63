import sharp from 'sharp'
import { chance } from './chance.ts'

type Colour = readonly [red: number, green: number, blue: number]

/** A shape on the picture, about its middle. */
interface Shape {
  x: number
  y: number
  /** Half of its width and height. */
  across: number
  high: number
  colour: Colour
  isRound: boolean
}

const width = 640
const height = 480

function round(x: number, y: number, across: number, high: number, colour: Colour): Shape {
  return { x, y, across, high, colour, isRound: true }
}

function box(x: number, y: number, across: number, high: number, colour: Colour): Shape {
  return { x, y, across, high, colour, isRound: false }
}

const steel: Colour = [176, 182, 188]
const china: Colour = [238, 236, 230]

const peas = Array.from({ length: 40 }, (_, pea) => {
  const turn = chance('pea turn', pea) * Math.PI * 2
  const far = Math.sqrt(chance('pea far', pea))
  const green = 138 + (pea % 5) * 6
  return round(363 + Math.cos(turn) * far * 41, 200 + Math.sin(turn) * far * 32, 7, 7, [96, green, 62])
})

/** From the table up: what comes later lies on what came before. */
const onTheTable: Shape[] = [
  box(320, 240, 260, 187, [92, 112, 124]),
  box(320, 240, 247, 173, [128, 150, 160]),
  round(312, 248, 151, 147, [104, 124, 134]),
  round(307, 240, 151, 147, china),
  round(307, 240, 112, 109, [226, 223, 215]),
  round(263, 207, 56, 44, [232, 214, 156]),
  round(259, 200, 41, 29, [240, 224, 172]),
  ...peas,
  round(300, 283, 75, 33, [134, 88, 52]),
  round(297, 277, 67, 25, [156, 106, 66]),
  box(117, 263, 5, 97, steel),
  box(117, 166, 17, 6, steel),
  ...[103, 112, 122, 131].map((x) => box(x, 139, 3, 25, steel)),
  box(497, 318, 6, 70, [70, 66, 64]),
  box(497, 222, 8, 32, steel),
  round(527, 127, 49, 48, china),
  round(527, 127, 37, 36, [124, 82, 48]),
]

function paint(pixels: Buffer, { x, y, across, high, colour, isRound }: Shape): void {
  for (let py = Math.ceil(y - high); py <= y + high; py += 1)
    for (let px = Math.ceil(x - across); px <= x + across; px += 1) {
      if (isRound && ((px - x) / across) ** 2 + ((py - y) / high) ** 2 > 1) continue
      pixels.set(colour, (py * width + px) * 3)
    }
}

/** Wood, from one edge to the other. */
function tableTop(): Buffer {
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < width * height; at += 1) {
    const grain = Math.sin(Math.floor(at / width) / 6 + Math.sin((at % width) / 93) * 3) * 9
    pixels[at * 3] = 158 + grain
    pixels[at * 3 + 1] = 118 + grain
    pixels[at * 3 + 2] = 80 + grain
  }
  return pixels
}

/**
 * A picture of a supper nobody touched, as a PNG: drawn, so that the invented service shows nobody’s home. The same every
 * time.
 */
export function drawSupper(): Promise<Buffer> {
  const pixels = tableTop()
  for (const shape of onTheTable) paint(pixels, shape)
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .blur(0.9)
    .png()
    .toBuffer()
}
