import { Bucket } from '../access/bucket.ts'

/** Commands a colleague may send: so many in a burst, so many a second after that. People stay far below. [choice] */
const commandRate = { burst: 60, perSecond: 20 }

/** How far somebody may go on beyond the rate before their connection is cut. */
const patience = 300

/** How fast one colleague sends commands, over all their screens. Time comes in as milliseconds. */
export class CommandPace {
  readonly #bucket: Bucket
  #refused = 0

  constructor(now: number) {
    this.#bucket = new Bucket(commandRate.perSecond, commandRate.burst, now)
  }

  /** Counts one; false when this is more than people send. */
  take(now: number): boolean {
    const taken = this.#bucket.take(1, now)
    this.#refused = taken ? 0 : this.#refused + 1
    return taken
  }

  /** Went on long after being refused: a program, not a person. */
  get abused(): boolean {
    return this.#refused > patience
  }
}
