import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../reablement/problem.ts'
import { readFile } from './read-file.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const wordsOf = (file: Uint8Array) => {
  try {
    readFile(file)
    return 'read'
  } catch (error) {
    return error instanceof Problem && error.code === 'unusable-file' ? error.message : 'threw something else'
  }
}

describe('reading a file', () => {
  test('rows keep their true line numbers over empty lines and line breaks in cells', () => {
    const { rows, headings, delimiter } = readFile(bytes('a,b\r\n\r\n1,"x\ny"\r\n2,3\r\n,\r\n4,5'))
    expect(headings).toEqual(['a', 'b'])
    expect(delimiter).toBe(',')
    expect(rows).toEqual([
      { line: 3, cells: ['1', 'x\ny'] },
      { line: 5, cells: ['2', '3'] },
      { line: 7, cells: ['4', '5'] },
    ])
  })

  test.each([
    ['commas', 'a,b\n1,2', ','],
    ['semicolons', 'a;"b,c,d"\n1;2', ';'],
    ['tabs', 'a\tb\n1\t2', '\t'],
  ])('%s part the cells', (_name, text, delimiter) => {
    const found = readFile(bytes(text))
    expect(found.delimiter).toBe(delimiter)
    expect(found.rows[0]?.cells).toEqual(['1', '2'])
  })

  test('the UTF-8 mark is fine and no part of the first heading', () => {
    expect(readFile(bytes('\uFEFFa,b\n1,2')).headings).toEqual(['a', 'b'])
  })

  test('Windows-1252 is read as it was written, its own signs included', () => {
    const file = Buffer.from('name;owes\nZo\xeb O\x92Dowd;\x80 5\nM\xfcller;\x9c\n', 'latin1')
    expect(readFile(file)).toMatchObject({
      encoding: 'Windows-1252',
      delimiter: ';',
      rows: [
        { line: 2, cells: ['Zoë O’Dowd', '€ 5'] },
        { line: 3, cells: ['Müller', 'œ'] },
      ],
    })
  })

  test('a first line that says the separator is taken at its word and is no heading', () => {
    expect(readFile(bytes('sep=;\r\na,b;c\r\n1;2\r\n'))).toMatchObject({
      delimiter: ';',
      headings: ['a,b', 'c'],
      rows: [{ line: 3, cells: ['1', '2'] }],
    })
  })

  test.each([
    ['commas in every address', 'name;address\nA;1 Mill Lane, Leicester\nB;2 Mill Lane, Leicester', ';'],
    ['more commas than semicolons in the heading', 'name (last, first, known as);b\nX;2', ';'],
    ['a line break and the other sign in quotes', 'a,b\n"1;\n;2;",x\n"3;4",y', ','],
    ['quotes doubled in a cell', 'a\tb\n"say ""1,2"""\tx\n', '\t'],
    ['one column', 'a\n1\n2', ','],
  ])('%s mislead nobody', (_name, text, delimiter) => {
    expect(readFile(bytes(text)).delimiter).toBe(delimiter)
  })

  test('long and short rows come through for the row check to name', () => {
    expect(readFile(bytes('a,b\n1\n1,2,3')).rows.map(({ cells }) => cells.length)).toEqual([1, 3])
  })

  test.each([
    ['nothing', bytes(''), 'It is empty.'],
    ['white space', bytes(' \r\n \n'), 'It is empty.'],
    ['headings only', bytes('a,b\n'), 'nothing under them'],
    ['UTF-16 with its mark', Buffer.from('\uFEFFa,b\n1,2', 'utf16le'), 'UTF-16'],
    ['UTF-16 without', Buffer.from('a,b\n1,2', 'utf16le'), 'UTF-16'],
    [
      'UTF-8 and Windows-1252 in one',
      Buffer.concat([bytes('a,b\nZoë,2\n'), Buffer.from('Zoë,3', 'latin1')]),
      'not UTF-8 in line 3, and line 2 is. Export it again as “CSV UTF-8”',
    ],
    [
      'a UTF-8 mark before Windows-1252',
      Buffer.concat([bytes('\uFEFFa,b\n'), Buffer.from('Zoë,3', 'latin1')]),
      'not UTF-8 in line 2, though it begins as UTF-8 does',
    ],
    [
      'a byte of neither',
      Buffer.from('a,b\n1,\x81\xe9', 'latin1'),
      'Line 2 is neither UTF-8 nor Windows-1252',
    ],
    ['a workbook', Buffer.from('504b030414000600', 'hex'), 'Excel workbook'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old Excel'],
    ['a PDF', bytes('%PDF-1.7'), 'PDF'],
    ['bytes', Buffer.from([1, 2, 3, 4, 0, 5]), 'not text'],
    ['an open quotation mark', bytes('a,b\n1,"2\n3,4\n'), 'never closed'],
    ['too many rows', bytes(`a\n${'1\n'.repeat(10_001)}`), 'more than 10,000 rows'],
    ['a row too wide', bytes(`a\n${','.repeat(200)}1`), 'more than 200 columns'],
    ['a row too long', bytes(`a\n"${'x'.repeat(60_000)}`), 'longer than 50,000 letters'],
    ['too many bytes', new Uint8Array(5 * 1024 * 1024 + 1), 'larger than 5 MB'],
  ])('%s is refused in words', (_name, file, words) => {
    expect(wordsOf(file)).toContain('This file cannot be used. Nothing was changed.')
    expect(wordsOf(file)).toContain(words)
  })
})

test('a million headings are refused before they are looked at one by one', () => {
  const wide = bytes(`${'heading,'.repeat(640_000)}\n1,2\n`)
  expect(wordsOf(wide)).toContain('longer than 50,000 letters')
  expect(wordsOf(bytes(`${`${','.repeat(6_000)}\n`.repeat(800)}x`))).toContain('more than 200 columns')
})

test('whatever its bytes, a file is read or refused in words', () => {
  const some = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: fc.constantFrom('a', '1', 'é', '"', ',', ';', '\t', '\r', '\n', '=', ' ') }).map(bytes),
  )
  fc.assert(
    fc.property(some, (file) => {
      expect(wordsOf(file)).toMatch(/^(?:read$|This file cannot be used\.)/)
    }),
    { numRuns: 500 },
  )
})
