import { blotOut, neverACode, seldomACode, timesOfDay } from './innocent-numbers.ts'

/** What a key safe is called, slips of the finger included. */
const safe =
  '(?:key|kee|kay)[\\s_.-]*(?:safes?|saves?|saef|sfae|saf|boxe?s?|pads?|code)|\\bk[\\s./]?s(?:afes?)?(?=\\b|\\d)|in\\s+(?:the\\s+)?safe\\b|(?:lock|pad)[\\s_.-]*(?:box|lock)'
const codeWord = '(?:pass[\\s-]?)?codes?|combination|combo|pin|pass[\\s-]?word'
const wayIn =
  '(?:let|lets|letting)\\s+(?:your|my|them|our)?sel(?:f|ves)\\s+in|to\\s+get\\s+in|get\\s+in\\s+with|to\\s+open|opens\\s+with|entry'
/** Only when four digits stand right behind: "main door 4471". */
const lock =
  '\\b(?:safe|intercom|(?:front|back|main|side|outer|communal)\\s+door|burglar\\s+alarm)[\\s:=-]+(?=\\d{4})'
const link =
  "(?:is|number|num|no|now|was|are|of|reads?|still|currently|(?:changed|set|reset|updated|now set)\\s+to|it'?s|will\\s+be)"

const nearSafe = new RegExp(safe, 'g')
const nearCode = new RegExp(
  `\\b(?:(?<!\\bpost)(?<!\\bdress )${codeWord.replace('|pin', '')}|${wayIn})\\b`,
  'g',
)
const outright = new RegExp(
  `${lock}|(?:${safe}|\\b(?:${codeWord}))(?:[^\\w¤#*]|\\b${link}\\b)*[#*]?[a-z]{0,2}(?=\\d)`,
  'g',
)

/** Digits in a row, or in pieces: 1234 · 12 34 · 1-2-3-4 · 1, 2, 3, 4 */
const row = /\d+(?:[\s.,:/\\_|–—·-]{1,3}\d+)*/g
/** Digits among letters: a1b2c3 */
const mixed = /\b(?=(?:[a-z]*\d){3,8}[a-z]*\b)(?=\w*[a-z])[a-z\d]+\b/g

/** How far from its name a code may stand, in characters: behind a key safe, before it, behind "code", before it. */
const reach = { behindSafe: 70, beforeSafe: 35, behindCode: 30, beforeCode: 25 }

const numberWords: Record<string, string> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, number) => [word, String(number)]),
)
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
tens.forEach((word, place) => (numberWords[word] = String((place + 2) * 10)))
numberWords['nought'] = '0'
const anyNumberWord = new RegExp(`\\b(?:${Object.keys(numberWords).join('|')})\\b`, 'g')

/** One way of writing: lower case, no invisible signs, number words as digits ("double five" is 5 5). */
function plainly(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200b-\u200f\u2060\ufe0f\u20e3\ufeff\u00ad]/g, '')
    .replace(/[‘’]/g, "'")
    .replace(anyNumberWord, (word) => numberWords[word] ?? word)
    .replace(/\b(?:double|dbl)[\s-]+(\d)\b/g, '$1 $1')
    .replace(/\b(?:treble|triple)[\s-]+(\d)\b/g, '$1 $1 $1')
    .replace(/(\d[\s,-]+)(?:oh|o)\b/g, '$10')
    .replace(/\b(?:oh|o)(?=[\s,-]+\d)/g, '0')
}

interface Stretch {
  from: number
  to: number
}

function stretches(text: string, pattern: RegExp): Stretch[] {
  return [...text.matchAll(pattern)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }))
}

/** A key safe takes three to eight digits; in pieces at least four, or "2, 30" would be one. */
function couldBeCode(digits: string): boolean {
  const pieces = digits.split(/\D+/)
  const total = pieces.join('').length
  if (pieces.length > 1 && total >= 4 && total <= 8) return true
  return pieces.some((piece) => piece.length >= 3 && piece.length <= 8)
}

function candidates(text: string): Stretch[] {
  const rows = stretches(text, row).filter(({ from, to }) => couldBeCode(text.slice(from, to)))
  return [...rows, ...stretches(text, mixed)]
}

function near(names: Stretch[], codes: Stretch[], behind: number, before: number, text: string): boolean {
  return names.some((name) =>
    codes.some((code) => {
      const follows = code.from >= name.to && code.from - name.to <= behind
      const long = text.slice(code.from, code.to).replace(/\D/g, '').length >= 4
      return follows || (long && code.to <= name.from && name.from - code.to <= before)
    }),
  )
}

function saidOutright(text: string): boolean {
  const left = blotOut(text, neverACode)
  return stretches(left, outright).some(({ from, to }) => {
    const said = /^\d+(?:[\s.,:/-]{1,2}\d+)*/.exec(left.slice(to))?.[0] ?? ''
    const codeNamed = new RegExp(codeWord).test(left.slice(from, to))
    return (
      couldBeCode(said) &&
      (codeNamed || !blotOut(said + left.slice(to + said.length), seldomACode).startsWith('¤'))
    )
  })
}

/**
 * Whether text seems to hold the code of a key safe, a door or a gate. [law: codes never enter this system]
 * It would rather refuse a note once too often than let a code in, but dates, times, measurements, telephone numbers,
 * references and addresses beside the words "key safe" pass. A code of letters alone is not found.
 */
export function holdsKeySafeCode(text: string): boolean {
  const plain = plainly(text)
  if (!/\d/.test(plain)) return false
  if (saidOutright(plain)) return true
  const left = blotOut(plain, [...neverACode, ...seldomACode, ...timesOfDay])
  const codes = candidates(left)
  return (
    near(stretches(left, nearSafe), codes, reach.behindSafe, reach.beforeSafe, left) ||
    near(stretches(left, nearCode), codes, reach.behindCode, reach.beforeCode, left)
  )
}

/** A key that lies, hangs or is held somewhere; not a keyboard, nor a key worker. */
const spareKey =
  /\b(?:spare|front|back|side|main|door|house|gate)\s+(?:door\s+)?keys?\b|\bkeys?\s+(?:(?:is|are|lies?|hangs?|hidden|kept|left|held|lives?)\b|(?:under|beneath|behind|inside|in|on|by|near|with|at|above)\b)/
const doorCode = /\b(?:door|gate|entry|access|alarm|pass)[\s-]*codes?\b/

/**
 * Whether text is about a way into a home: a key safe by any of its names, a spare key, the code of a door. It need hold
 * no code. [law: nothing about a key safe leaves] It would rather keep a sentence here than send it.
 */
export function namesWayIn(text: string): boolean {
  const plain = plainly(text)
  return [new RegExp(safe), spareKey, doorCode].some((pattern) => pattern.test(plain))
}

/** Where what looks like a code stood. It should never be there: it is refused where it is typed. */
export const codeTakenOut = '[taken out: it looked like the code of a key safe]'

/** Words as they may leave: looked through once more. [law: no code in any export] */
export function withoutCode(text: string): string {
  return holdsKeySafeCode(text) ? codeTakenOut : text
}
