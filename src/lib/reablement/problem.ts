/**
 * Everything that can go wrong in a way a person should read about.
 * A stable code for programs, one sentence for people: what happened, and what to do.
 */
const words = {
  'not-signed-in':
    'You are signed out. Sign in again to go on; nothing you typed is lost while this page stays open.',
  'code-unknown':
    'No screen shows that code. Check the six letters and digits on the screen, and type them again.',
  'code-expired': 'That code has passed. The screen shows another one by now: type that.',
  'wrong-sign-in': 'That e-mail address and password do not match. Check both and try again.',
  'too-many-tries': 'Too many tries. Wait a few minutes, then try again.',
  'not-allowed': 'Your role does not allow this. Ask a manager if you need it.',
  'bad-input': 'Something in this form is not right. Check the field that is named and try again.',
  'not-found': 'That is no longer here. Go back to the board and look again.',
  'no-owner': 'Nobody would do this yet. Choose a colleague or a team’s queue.',
  'key-safe-code':
    'That looks like a key-safe code. Codes never go into Perch: record it in OneTouch, and write “code held in OneTouch” here.',
  'no-consent': 'Nothing goes to another service without the person’s consent.',
  'wrong-state': 'This has moved on since you looked. The row now shows where it stands.',
  'needs-sign-off':
    'Your qualification does not let you ask for this outright. It is not agreed; what you typed is kept.',
  'too-late': 'It is too late to undo this. Cancel it from the team’s list instead.',
  'huddle-not-live': 'No huddle is running. Start one from the board.',
  'huddle-live-already': 'The huddle is running already. Join it from the board.',
  'not-chair': 'Only the chair moves the meeting. Take the chair first, or ask them.',
  'not-whole': 'The episode does not end yet.',
  'huddle-not-finished': 'The huddle cannot close yet.',
  'unusable-file': 'This file cannot be used. Nothing was changed.',
  'unusable-photo': 'This photo cannot be used. Nothing was sent, and what you typed is still here.',
  'sent-already': 'This was sent already.',
  'page-sealed': 'That huddle is closed and its page is sealed. The next page is open on the board.',
  'storage-trouble': 'This could not be saved. Nothing was half done; try again in a moment.',
} as const

export type ProblemCode = keyof typeof words

/** A refusal with its reason. `field` names the input at fault; `detail` adds to the sentence a person reads. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly field: string | undefined
  readonly detail: string | undefined

  constructor(code: ProblemCode, more: { field?: string; detail?: string } = {}) {
    super(more.detail ? `${words[code]} ${more.detail}` : words[code])
    this.name = 'Problem'
    this.code = code
    this.field = more.field
    this.detail = more.detail
  }
}

/** What crosses the network of a problem. */
export interface ProblemInWords {
  code: ProblemCode
  words: string
  field?: string
}

/** The problem as it is sent to a screen; anything that is not a Problem keeps its cause to itself. */
export function inWords(error: unknown): ProblemInWords {
  if (!(error instanceof Problem)) return { code: 'storage-trouble', words: words['storage-trouble'] }
  return { code: error.code, words: error.message, ...(error.field ? { field: error.field } : {}) }
}

/** What a screen says beside the field at fault: what is wrong and what to do, without the sentence every refusal begins with. */
export function besideField({ code, words: said }: Pick<ProblemInWords, 'code' | 'words'>): string {
  const general = code in words ? words[code] : ''
  return said.startsWith(`${general} `) ? said.slice(general.length + 1) : said
}
