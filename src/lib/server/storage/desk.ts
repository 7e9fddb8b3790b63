import type { Storage } from './open.ts'

/** What every act needs: where things are kept, and what time it is. */
export interface Desk {
  storage: Storage
  /** The server's clock; nothing else says what time it is. */
  clock: () => Date
}
