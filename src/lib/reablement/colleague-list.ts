import type { Colleague } from './colleague.ts'

/** A colleague in the list of colleagues. */
export interface ColleagueLine extends Colleague {
  /** When they last did something in Perch, ISO UTC; null: never. */
  lastSeen: string | null
}

/** A shared screen that may show the huddle now. */
export interface ScreenLine {
  id: string
  /** As whoever paired it called it. */
  name: string
  pairedBy: string
  /** Instants, ISO UTC. */
  pairedAt: string
  until: string
}
