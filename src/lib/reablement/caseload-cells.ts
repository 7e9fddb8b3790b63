import { episodeKinds } from './episode.ts'
import type { EpisodeKind } from './episode.ts'
import { nhsNumberTrouble, normaliseNhsNumber, showNhsNumber } from './nhs-number.ts'
import { quoted } from './caseload-words.ts'
import type { Read } from './caseload-words.ts'

const longestText = 200

/** Text with its spaces tidied; null when empty. Refuses what is too long and what was read in a wrong encoding. */
export function readText(cell: string): Read<string | null> {
  const text = cell.replace(/[\s\u00a0\p{Cc}]+/gu, ' ').trim()
  if (text.includes('\uFFFD'))
    return { trouble: 'holds letters that could not be read. Save the file as UTF-8.' }
  if (text.length <= longestText) return { value: text || null }
  return {
    trouble: `is too long: ${String(text.length)} letters, and there is room for ${String(longestText)}.`,
  }
}

/** Yes or no in its usual forms; null when empty or not known. Never quotes the cell: a code may stand in it. */
export function readYesNo(cell: string): Read<boolean | null> {
  const low = cell.toLowerCase()
  if (/^(?:yes|y|true|1)$/.test(low)) return { value: true }
  if (/^(?:no|n|false|0|none)$/.test(low)) return { value: false }
  if (/^(?:|unknown|not known|n\/a|\?|-)$/.test(low)) return { value: null }
  return { trouble: 'should be Yes, No or empty.' }
}

/** A whole number within bounds; null when empty. */
export function readNumber(cell: string, least: number, most: number): Read<number | null> {
  if (!cell) return { value: null }
  const number = /^\d{1,4}(?:\.0+)?$/.test(cell) ? Number(cell) : NaN
  if (number >= least && number <= most) return { value: number }
  return { trouble: `${quoted(cell)} should be a whole number from ${String(least)} to ${String(most)}.` }
}

/** A valid NHS number as ten digits; null when empty or 'not traced'. [std] */
export function readNhsNumber(cell: string): Read<string | null> {
  if (/^(?:|not traced|untraced|unknown|not known)$/i.test(cell)) return { value: null }
  const value = normaliseNhsNumber(cell)
  if (value) return { value }
  const why = nhsNumberTrouble(cell) ?? ''
  return {
    trouble: `${showNhsNumber(cell).slice(0, 40)} is not valid (${why}). Correct it or leave it empty.`,
  }
}

/** A postcode's two halves in capitals with one space; null when text is no whole UK postcode. [std] */
export function normalisePostcode(text: string): string | null {
  const letters = text.toUpperCase().replace(/[\s\u00a0.-]/g, '')
  const whole = /^(?:GIR0AA|(?:[A-Z]{1,2}\d[A-Z\d]?)\d[A-Z]{2})$/.test(letters)
  return whole ? `${letters.slice(0, -3)} ${letters.slice(-3)}` : null
}

/** A postcode as it is written; what is none (no fixed address, half of one) stays as it is typed. [choice] */
export function readPostcode(cell: string): Read<string | null> {
  const text = readText(cell)
  return 'value' in text && text.value ? { value: normalisePostcode(text.value) ?? text.value } : text
}

/** M and F in full; anything else as it is typed. */
export function readSex(cell: string): Read<string | null> {
  const whole = { m: 'Male', male: 'Male', f: 'Female', female: 'Female' }[cell.toLowerCase()]
  return whole ? { value: whole } : readText(cell)
}

const kindWords: Record<string, EpisodeKind> = {
  crisis: 'crisis hand-over',
  crisishandover: 'crisis hand-over',
}

/** The kind of episode; null when empty. */
export function readKind(cell: string): Read<EpisodeKind | null> {
  const low = cell.toLowerCase()
  const value = episodeKinds.find((kind) => kind === low) ?? kindWords[low.replace(/[^a-z]/g, '')]
  if (value || !cell) return { value: value ?? null }
  return { trouble: `${quoted(cell)} is not known. Write Reablement, Bridging, Restart or Crisis hand-over.` }
}

const waitingWords =
  /^(?:new )?refer(?:red|ral)\b|^(?:awaiting|waiting|pending)\b(?!.*\b(?:review|discharge|end)\b)/i

/**
 * Whether a row is a referral that waits for a yes or a no. Every system has its own words for the rest, and they say no
 * more than that somebody is on the caseload: never an error. [choice]
 */
export function readStatus(cell: string): Read<'referred' | null> {
  return { value: waitingWords.test(cell) ? 'referred' : null }
}
