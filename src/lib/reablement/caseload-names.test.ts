import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asPeopleWrite, sameButCapitals } from './caseload-names.ts'

describe('a surname in capitals', () => {
  test.each([
    ['PARMAR', 'Parmar'],
    ["O'DOWD", "O'Dowd"],
    ['O’DOWD', 'O’Dowd'],
    ["D'SOUZA", "D'Souza"],
    ["N'DIAYE", "N'Diaye"],
    ["MA'MOUN", "Ma'moun"],
    ['MACDONALD', 'MacDonald'],
    ['MACKENZIE-SMITH', 'MacKenzie-Smith'],
    ['MACKIE', 'Mackie'],
    ['MACHIN', 'Machin'],
    ['MACEY', 'Macey'],
    ['MACK', 'Mack'],
    ['MCCOY', 'McCoy'],
    ["O'MCGEE", "O'McGee"],
    ['VAN DER BERG', 'van der Berg'],
    ['DE SOUZA', 'de Souza'],
    ['AL-HASSAN', 'Al-Hassan'],
    ['SMITH-JONES', 'Smith-Jones'],
    ['SMITH - JONES', 'Smith - Jones'],
    ['ST JOHN', 'St John'],
    ['MÜLLER', 'Müller'],
    ['ŁUKASZEWSKA', 'Łukaszewska'],
    ['İNÖNÜ', 'İnönü'],
    ['NG', 'Ng'],
    ['DO', 'Do'],
    ['VAN', 'Van'],
    ['WATTS III', 'Watts III'],
  ])('%s is written %s', (capitals, written) => {
    expect(asPeopleWrite(capitals, 'surname')).toBe(written)
  })

  test.each(['van der Berg', 'Macdonald', 'deSouza', 'ap Rhys', 'o’dowd', 'X', ''])(
    '%s is as its owner writes it, and stays so',
    (name) => {
      expect(asPeopleWrite(name, 'surname')).toBe(name)
    },
  )
})

describe('other names in capitals', () => {
  test.each([
    ['forename', 'MARY-JANE', 'Mary-Jane'],
    ['forename', 'JOHN PAUL', 'John Paul'],
    ['forename', "A'ISHA", "A'isha"],
    ['forename', 'JO "JOJO"', 'Jo "Jojo"'],
    ['forename', 'JO', 'Jo'],
    ['forename', 'TJ', 'TJ'],
    ['forename', 'J.R.', 'J.R.'],
    ['forename', 'DE', 'De'],
    ['knownAs', 'AJ', 'AJ'],
    ['knownAs', 'MAGGIE', 'Maggie'],
    ['nextOfKin', 'MRS P. MISTRY (DAUGHTER)', 'Mrs P. Mistry (Daughter)'],
  ] as const)('%s %s is written %s', (field, capitals, written) => {
    expect(asPeopleWrite(capitals, field)).toBe(written)
  })
})

test('names are one whatever their capitals and apostrophes', () => {
  expect(sameButCapitals('Macdonald', 'MacDonald')).toBe(true)
  expect(sameButCapitals('O’Dowd', "O'DOWD")).toBe(true)
  expect(sameButCapitals('Lad', 'Ladd')).toBe(false)
})

test('no letter is lost or added, and what is written once is written so for good', () => {
  const name = fc.stringMatching(/^[A-ZÉÖŁ][A-ZÉÖŁ' -]{0,20}$/)
  fc.assert(
    fc.property(name, (capitals) => {
      const written = asPeopleWrite(capitals, 'surname')
      expect(written.toUpperCase()).toBe(capitals)
      expect(asPeopleWrite(written, 'surname')).toBe(written)
    }),
  )
})
