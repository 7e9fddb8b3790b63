import { communicationNeeds } from './person.ts'

/** In what form somebody can read or hear what we give them. [std] accessible information standard */
export const readableAs = ['large print', 'easy read', 'Braille', 'audio'] as const
export type ReadableAs = (typeof readableAs)[number]

/** By whom they want to be cared for. [choice] */
export const carerWishes = ['no preference', 'women', 'men'] as const
export type CarerWish = (typeof carerWishes)[number]

/** How somebody speaks, reads and hears with us, and what is fitting for them. null is not known. */
export interface Needs {
  language: string | null
  interpreter: boolean | null
  /** British Sign Language. */
  bsl: boolean | null
  formats: ReadableAs[]
  /** What helps when we talk, in words: “hearing aid in the left ear, face her”. */
  support: string | null
  carers: CarerWish | null
  /** Cultural preferences, in words. */
  culture: string | null
}

/** Of somebody of whom only the caseload file has said anything. */
export const needsFromFile = (
  language: string | null,
  interpreter: boolean | null,
  rest: Partial<Needs> = {},
): Needs => ({
  ...{ language, interpreter, bsl: null, formats: [], support: null, carers: null, culture: null },
  ...rest,
})

/**
 * The one clear flag: “Gujarati, interpreter, large print, needs support to communicate”; '' when no need is known. [std]
 * The same words on the page, the board, on paper and in what goes out. The words of the support stay on the page.
 */
export function communicationFlag({ language, interpreter, bsl, formats, support }: Needs): string {
  return [
    communicationNeeds({ language, interpreter }),
    bsl === true ? 'BSL' : '',
    ...readableAs.filter((format) => formats.includes(format)),
    support === null ? '' : 'needs support to communicate',
  ]
    .filter((word) => word !== '')
    .join(', ')
}

/** What paper alone does not reach; null when a print does. */
export function paperDoesNotReach({ formats }: Needs): string | null {
  const others = formats.filter((format) => format !== 'large print')
  return others.length === 0 ? null : `They need ${others.join(' and ')}: paper alone does not reach them.`
}

/** The needs beside language and interpreter as sentences, for text that is pasted elsewhere. */
export function needsInSentences({ bsl, formats, support, carers, culture }: Needs): string[] {
  return [
    bsl === true ? 'Uses British Sign Language.' : '',
    formats.length > 0 ? `Needs ${formats.join(' and ')}.` : '',
    support === null ? '' : `To communicate they need: ${closed(support)}`,
    carers === 'women' || carers === 'men' ? `Asks to be cared for by ${carers}.` : '',
    culture === null ? '' : `Fitting for them: ${closed(culture)}`,
  ].filter((line) => line !== '')
}

function closed(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
