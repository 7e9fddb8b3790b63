import { describe, expect, test } from 'vitest'
import { PrivateWords } from './private-words.ts'

const nobody = { nextOfKin: null, address: null, telephone: null }
const words = new PrivateWords([
  { surname: 'Parmar', nextOfKin: 'Pushpa Mistry', address: '69 Hosiery Street', telephone: '0116 496 0425' },
  {
    surname: 'O’Dowd',
    nextOfKin: 'Edna Freer',
    address: 'Flat 2, 73 St Audrey Court, Leicester',
    telephone: null,
  },
  { ...nobody, surname: 'Orton-Lane' },
  { ...nobody, surname: 'Lad' },
  { ...nobody, surname: 'Grant' },
  { ...nobody, surname: 'Clark' },
  { ...nobody, surname: 'Wójcik' },
  { ...nobody, surname: 'de Souza' },
])

describe('surnames', () => {
  test.each([
    ['Mrs Parmar slept well.', 'Mrs P slept well.'],
    ['Dinesh Parmar’s son rang', 'Dinesh P’s son rang'],
    ['PARMAR: see OT', 'P: see OT'],
    ['mr parmar at the door', 'mr P at the door'],
    ['Mr. grant came', 'Mr. G came'],
    ["Neville O'Dowd and Neville O’Dowd", 'Neville O and Neville O'],
    ['Orton-Lane, also Orton Lane', 'O, also O'],
    ['Mistry (son) and Freer', 'M (son) and F'],
    ['Wójcik walks', 'W walks'],
    ['Ana de Souza', 'Ana D'],
    ['Parmar/Clark', 'P/C'],
  ])('%s', (text, left) => {
    expect(words.without(text)).toBe(left)
  })

  test.each([
    'The lady in the flat',
    'A disabled facilities grant',
    'a lad next door',
    'Clarke’s shop',
    'Lady Bird',
  ])('are whole words as they are written: %s', (text) => {
    expect(words.without(text)).toBe(text)
  })

  test('being typed are not spelled out on the wall', () => {
    for (const typed of ['Saw Par', 'Saw Parm', 'Saw Parma', 'Saw Parmar'])
      expect(words.whileTyped(typed)).toBe('Saw P')
    expect(words.whileTyped('Saw Pa')).toBe('Saw Pa')
    expect(words.whileTyped('Saw Parma yesterday')).toBe('Saw Parma yesterday')
    expect(words.whileTyped('Ring 0116 49')).toBe('Ring …')
    expect(words.whileTyped('Walked 100 m')).toBe('Walked 100 m')
  })
})

describe('numbers and places', () => {
  test.each([
    ['NHS 999 066 9074', 'NHS …'],
    ['9990669074 checked', '… checked'],
    ['999-066-9074', '…'],
    ['ring 0116 496 0425 after ten', 'ring … after ten'],
    ['ring 496 0425', 'ring …'],
    ['4960425', '…'],
    ['07700 900123', '…'],
    ['07700900123', '…'],
    ['+44 7700 900 123', '…'],
    ['(0116) 496 0999', '…'],
    ['lives at 69 Hosiery Street', 'lives at …'],
    ['69 hosiery street, LE5 1ZZ', '…, LE5'],
    ['LE5 1ZZ', 'LE5'],
    ['le51zz', 'le5'],
    ['73 St Audrey Court', '…'],
    ['12 Invented Road is next door', '… is next door'],
    ['Flat 4, 12 Invented Rd', '…'],
    ['born 16/02/1955', 'born …'],
    ['16.2.1955', '…'],
    ['1955-02-16', '…'],
    ['16 Feb 1955', '…'],
    ['16th February 1955', '…'],
    ['February 16, 1955', '…'],
    ['16/02/55', '…'],
    ['DOB: 16 2 55', 'DOB …'],
  ])('%s', (text, left) => {
    expect(words.without(text)).toBe(left)
  })

  test.each([
    'Grab rail, 450 mm × 2',
    'by Tue 24 Nov',
    'from 4 to 3 calls',
    'review 23/11/26',
    'review on 23/11/2026',
    'seat 48 cm, 19.5 stone',
    'BP 120/80, 98%',
    'LE4, day 44 of 42',
    'at 10.30 and 14:15',
    'vertebra L4 5th from above',
    '2 calls a day, was 4',
    'Ward 17, bay 3',
    '£1,000 limit',
    'Respects his wishes',
  ])('what the room needs stays: %s', (text) => {
    expect(words.without(text)).toBe(text)
    expect(words.whileTyped(text)).toBe(text)
  })
})

describe('closed matters', () => {
  test.each([
    ['Steady on the stairs. Safeguarding raised on Friday. Eats well.', 'Steady on the stairs. Eats well.'],
    ['Steady. ReSPECT form in the hall', 'Steady. '],
    ['DNACPR in place; walks to the gate.', 'walks to the gate.'],
    ['Seen by Dr. Parmar. Not for resuscitation', 'Seen by Dr. P. '],
    ['safegaurding', ''],
    ['The safe guarding lead rang\nLamp fitted', 'Lamp fitted'],
    ['Domestic abuse suspected. Frame is 4.5 cm too low', 'Frame is 4.5 cm too low'],
    ['respect form seen', ''],
    ['MARAC on Tuesday!', ''],
  ])('are left out by the sentence: %s', (text, left) => {
    expect(words.without(text)).toBe(left)
  })
})

test('with nobody on the board, shapes are left out all the same', () => {
  expect(new PrivateWords([]).without('Parmar, 0116 496 0425')).toBe('Parmar, …')
})
