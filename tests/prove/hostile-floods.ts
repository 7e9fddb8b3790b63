import { frame, sendFrames, times, zeros } from './hostile-frames.ts'
import type { Opening } from './hostile-frames.ts'

interface Flood {
  first?: Buffer
  /** Sent again and again, without a pause. */
  again: Buffer
}
const many = 2_000
const ping = (length: number) => frame(0x89, zeros(length))
const pong = (length: number) => frame(0x8a, zeros(length))
const piece = (length: number) => frame(0x00, zeros(length))

/** Frames that are each allowed, and never stop: outside of what is counted as messages. */
const floods: Record<string, Flood> = {
  'pings without end': { again: times(many, ping(125)) },
  'empty pings without end': { again: times(many, ping(0)) },
  'pongs nobody asked for': { again: times(many, pong(125)) },
  'empty pongs without end': { again: times(many, pong(0)) },
  'empty pieces of one message': { first: frame(0x02), again: times(many, piece(0)) },
  'pieces of one byte': { first: frame(0x02, zeros(1)), again: times(many, piece(1)) },
  'pongs between pieces': {
    first: frame(0x02, zeros(1)),
    again: Buffer.concat([piece(1), times(many, pong(125))]),
  },
  'empty messages without end': { again: times(many, frame(0x82)) },
  'empty texts without end': { again: times(many, frame(0x81)) },
}
/** How long the server may take to end one, in milliseconds: less than it waits for anybody's goodbye; or untimed, at all. */
const longest = { timed: 2_000, untimed: 30_000 }

const screens = '/live/?EIO=4&transport=websocket'

/** Pours each flood at the page and at the notices, signed in and not, and returns those not ended by the server. */
export async function pourFloods(
  openingFor: (signedIn: boolean) => Promise<Opening>,
  timed: boolean,
): Promise<{ poured: number; wrong: string[] }> {
  const wrong: string[] = []
  let poured = 0
  for (const [name, { first = Buffer.of(), again }] of Object.entries(floods)) {
    for (const number of [0, 1, 2, 3]) {
      const page = await openingFor(number % 2 === 0)
      const opening = number < 2 ? page : { ...page, path: screens }
      const ended = await sendFrames(opening, first, timed ? longest.timed : longest.untimed, again)
      if (!ended) wrong.push(`${name}, ${number < 2 ? 'page' : 'notices'}: not ended`)
      poured += 1
    }
  }
  return { poured, wrong }
}
