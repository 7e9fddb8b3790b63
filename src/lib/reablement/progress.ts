import { isWalked } from './huddle.ts'
import type { Steering } from './huddle.ts'

/** Where the meeting stands: whose turn of how many, and how many are settled; who was carried over is not. */
export interface Progress {
  /** 1 for the first; null at the read-back and with somebody of the rest. */
  turn: number | null
  of: number
  settled: number
}

/** Counted among those whose turns come; somebody of the rest has a turn outside the count. */
export function progressOf({ agenda, current }: Pick<Steering, 'agenda' | 'current'>): Progress {
  const turns = agenda.filter(isWalked)
  const place = turns.findIndex(({ episode }) => episode === current)
  return {
    turn: place < 0 ? null : place + 1,
    of: turns.length,
    settled: turns.filter(({ outcome }) => outcome !== null && outcome !== 'not reached').length,
  }
}
