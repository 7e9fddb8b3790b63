/** What a run of a promise's test found. */
export interface Found {
  held: boolean
  /** What was counted or measured, in a few words: "25 kills, 0 of 8,120 edits lost". */
  figure: string
}

/**
 * A promise of the README and the test that proves it: the gate size runs in `npm test` and judges by counts, the long one
 * by `npm run prove` and judges by the watch as well.
 */
export interface Provable {
  /** Its number in the list of promises. */
  number: number
  title: string
  gate: number
  long: number
  /** `say` gets a line now and then while it runs. Throws when it could not be tried at all. */
  run: (size: number, say: (words: string) => void) => Promise<Found>
}
