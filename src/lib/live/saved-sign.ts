/** What the sign is judged by. Durations are milliseconds. */
export interface SavedFacts {
  /** What the browser says of its network. */
  online: boolean
  /** Nobody writes from here, so nobody is told to go on typing. */
  readOnly: boolean
  /** The socket is open and both ends have told each other what they have. */
  inStep: boolean
  /** Since the server's last message, or since the page was opened. */
  silentFor: number
  /** Since the page was last in step; 0 while it is. */
  awayFor: number
  /** Edits no server has confirmed, and how long the oldest has waited. */
  waiting: number
  waitingFor: number
}

export type Saved = 'saved' | 'saving' | 'not saved'

/** The server says "saved" again every three seconds; this long without a word is trouble. [choice] */
const silence = 8_000
/** Long enough for a restart or a moment without network to pass without a banner. [choice] */
const patience = 4_000

/** Says "saved" only when the server has said so and is still heard. */
export function savedSign(facts: SavedFacts): Saved {
  if (troubleWords(facts) !== null) return 'not saved'
  return facts.inStep && facts.waiting === 0 ? 'saved' : 'saving'
}

/** What the banner says, or null when all is well. */
export function troubleWords(facts: SavedFacts): string | null {
  const kept = facts.readOnly ? 'Trying again.' : keptWords(facts.waiting)
  if (!facts.online) return `You are offline. ${kept}`
  if (facts.silentFor > silence || facts.awayFor > patience)
    return `Perch cannot be reached just now. ${kept}`
  if (facts.waiting > 0 && facts.waitingFor > silence) return `Perch could not save yet. ${kept}`
  return null
}

function keptWords(waiting: number): string {
  if (waiting === 0)
    return 'You can go on typing: it is kept on this page and saved when the connection is back.'
  const changes = waiting === 1 ? '1 change is' : `${String(waiting)} changes are`
  return `${changes} not saved yet. Keep this page open: they are saved when the connection is back.`
}
