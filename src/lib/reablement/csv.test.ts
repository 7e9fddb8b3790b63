import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvCell, csvText, unguarded } from './csv.ts'

const formulas = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '\tx',
  '\rx',
  ' =1',
  '   -1',
  '\u00A0=1',
  '\u3000=1',
  '\uFEFF=1',
  '\u200B=1',
  '\u2060=1',
  '\u0000=1',
  '\u0001+1',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  ' ＝1',
  '﹢1',
  '﹣1',
  '﹦1',
  '﹫x',
  '−1',
  '\u200E=1',
  '\u00AD=1',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://evil")',
  '@@',
  '==',
  '-@',
]

describe('cells of a spreadsheet', () => {
  test.each(formulas)('%j is made harmless', (text) => {
    const [[read]] = parse(csvCell(text), { relaxColumnCount: true }) as [[string]]
    expect(read).toBe(`'${text}`)
  })

  test.each(['Stool', '1 + 1', 'a=b', '2026-11-24', 'O’Dowd', 'é', '', '(=1)', 'a\n=1'])(
    '%j stays',
    (text) => {
      expect(parse(`x,${csvCell(text)}`)).toEqual([['x', text]])
    },
  )

  test('any text comes back as it went in, once the apostrophe is taken off', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 1 }),
      fc.constantFrom("'", '=', '-', '"', '\n'),
    )
    const line = fc.array(fc.string({ unit, maxLength: 12 }), { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(line, (cells) => {
        const text = csvText(
          cells.map((_, place) => `column ${String(place)}`),
          [cells],
        )
        const [, back] = parse(text, { bom: true, recordDelimiter: '\r\n' })
        expect(back?.map(unguarded)).toEqual(cells)
      }),
      { numRuns: 200 },
    )
  })

  test('numbers and nothing are left as they are', () => {
    expect(csvCell(-3)).toBe('-3')
    expect(csvCell(null)).toBe('')
    expect(csvText(['a', 'b'], [[1, 'x']])).toBe('\uFEFFa,b\r\n1,x\r\n')
  })
})
