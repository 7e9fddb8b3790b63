import { z } from 'zod/mini'
import { holdsKeySafeCode } from './key-safe.ts'
import { languageCodes } from './languages.ts'
import type { LanguageCode } from './languages.ts'

/** How an item is used, in one language: plain paragraphs, an empty line between them. */
export interface HowTo {
  language: LanguageCode
  text: string
}

/** The longest text: it is to be read in large print, beside others. [choice] */
export const howToLongest = 1500

/** What an administrator writes of one item in one language; '' takes it away. */
export const howToInput = z.object({
  item: z.string().check(z.minLength(1), z.maxLength(20)),
  language: z.enum(languageCodes, 'Choose a language.'),
  text: z.string().check(
    z.trim(),
    z.maxLength(howToLongest, `Say it in ${String(howToLongest)} letters: it is printed large.`),
    z.refine(
      (text: unknown) => !holdsKeySafeCode(String(text)),
      'That looks like a key-safe code. Codes never go into Perch: record it in OneTouch.',
    ),
  ),
})

/** A text's paragraphs, in their order; line breaks inside one are spaces. */
export function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
}

/** The text in a language, else in English; null when there is none. */
export function howToIn(texts: readonly HowTo[], language: LanguageCode): HowTo | null {
  const inLanguage = (code: LanguageCode) => texts.find((one) => one.language === code)
  return inLanguage(language) ?? inLanguage('en') ?? null
}

/** A text's lines as Perch keeps them, whichever way somebody's computer ends one. */
export function plainLines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

/** Longer texts are not shown in what a file changes. [choice] */
const shown = 60

/** What becomes of a text, to read before and after: in full when both are short. */
export function sayTexts(was: string, now: string): { was: string; now: string } {
  if ([was, now].every((text) => text.length <= shown && !text.includes('\n'))) return { was, now }
  if (was === '') return { was, now: 'a text' }
  return { was: 'a text', now: now === '' ? '' : 'changed' }
}
