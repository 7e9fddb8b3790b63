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
      'Latin 1',
      Buffer.from('a,b\n1,2\nZoë,3', 'latin1'),
      'not UTF-8 (line 3). Export it again as “CSV UTF-8”',
    ],
    ['a workbook', Buffer.from('504b030414000600', 'hex'), 'Excel workbook'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old Excel'],
    ['a PDF', bytes('%PDF-1.7'), 'PDF'],
    ['bytes', Buffer.from([1, 2, 3, 4, 0, 5]), 'not text'],
    ['an open quotation mark', bytes('a,b\n1,"2\n3,4\n'), 'never closed'],
    ['too many rows', bytes(`a\n${'1\n'.repeat(10_001)}`), 'more than 10,000 rows'],
    ['too many bytes', new Uint8Array(5 * 1024 * 1024 + 1), 'larger than 5 MB'],
  ])('%s is refused in words', (_name, file, words) => {
    expect(wordsOf(file)).toContain('This file cannot be used. Nothing was changed.')
    expect(wordsOf(file)).toContain(words)
  })
})
