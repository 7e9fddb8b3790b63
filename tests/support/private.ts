import Database from 'better-sqlite3'
import { join } from 'node:path'
import { ordinaryWords } from '#lib/reablement/ordinary-words.ts'
import type { Perch } from './perch.ts'

export interface Somebody {
  surname: string
  telephone: string
  hidden: string[]
}

const caseload = `SELECT * FROM person WHERE id IN
  (SELECT person FROM episode WHERE state IN ('referred', 'accepted', 'active', 'paused'))`

/** Everybody of the caseload, referred or on the board, with what must never be on a shared screen. */
export function peopleOf(perch: Perch): Somebody[] {
  const db = new Database(join(perch.data, 'perch.db'), { readonly: true })
  const rows = db.prepare(caseload).all() as Record<string, string | null>[]
  db.close()
  return rows.map((row) => {
    const born = row['birth_date'] ?? ''
    const [year = '', month = '', day = ''] = born.split('-')
    const said = new Date(`${born}T12:00:00Z`).toLocaleDateString('en-GB', { dateStyle: 'medium' })
    const nhs = row['nhs_number'] ?? ''
    const parted = nhs.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3')
    const places = [row['address'], row['postcode'], row['telephone']]
    const numbers = [nhs, parted, born, `${day}/${month}/${year}`, said]
    const surname = row['surname'] ?? ''
    const kin = row['next_of_kin']?.split(' ').at(-1)
    const hidden = [surname, kin, ...places, ...numbers].filter(
      (one) => typeof one === 'string' && one !== '',
    )
    return { surname, telephone: row['telephone'] ?? '', hidden: hidden as string[] }
  })
}

/**
 * What of anybody’s stands in a page as a word of its own, in text or attributes; names in any case, but for those that
 * are ordinary words in small letters.
 */
export function privateIn(html: string, everybody: Somebody[]): string[] {
  const plain = html.replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, '')
  const isThere = (word: string) =>
    new RegExp(
      `(?<![\\p{L}\\d])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\d])`,
      ordinaryWords.has(word.toLowerCase()) ? 'u' : 'iu',
    ).test(plain)
  const words =
    /safeg\w*|ReSPECT|respect form|DNACPR|DNAR|resus\w*|\bSG\b|(?<!\d)\d(?:[ ./()-]{0,2}\d){9,}(?!\d)/gi
  return [...everybody.flatMap(({ hidden }) => hidden.filter(isThere)), ...(plain.match(words) ?? [])]
}
