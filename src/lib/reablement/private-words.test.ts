import { describe, expect, test } from 'vitest'
import { PrivateWords } from './private-words.ts'

const nobody = {
  ...{ forename: 'Jean', knownAs: null, birthDate: null },
  ...{ nextOfKin: null, address: null, telephone: null },
}
const words = new PrivateWords([
  {
    ...{
      ...nobody,
      forename: 'Dinesh',
      surname: 'Parmar',
      birthDate: '1929-01-26',
      nextOfKin: 'Pushpa Mistry',
    },
    ...{ address: '69 Hosiery Street', telephone: '0116 496 0425' },
  },
  {
    ...{ ...nobody, forename: 'Neville', knownAs: 'Mick', surname: 'O’Dowd', nextOfKin: 'Edna Freer' },
    address: 'Flat 2, 73 St Audrey Court, Leicester',
  },
  { ...nobody, surname: 'Bell', nextOfKin: 'Maria Costa, daughter' },
  { ...nobody, forename: 'Doreen', surname: 'Hall', nextOfKin: 'Jean Freeman (daughter)' },
  {
    ...nobody,
    surname: 'May',
    nextOfKin: 'Mrs Tolley - niece',
    address: 'Thorn Cottage, Church Lane, Oadby',
  },
  { ...nobody, surname: 'Hassan-Ali', nextOfKin: 'Tom Vickers and Ann Loomes daughter in law' },
  { ...nobody, surname: 'Chauhan' },
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
    ['chauhan rang', 'C rang'],
    ['the chauhans rang', 'the C rang'],
    ['wojcik and WÓJCIK', 'W and W'],
    ['Orton rang', 'O rang'],
    ['orton lane rang', 'O rang'],
    ['Souza and souza', 'S and S'],
    ['Mrs Ali, also ali hassan', 'Mrs A, also ali H'],
    ['Ali rang', 'A rang'],
    ['odowd, Dowd and dowd’s son', 'O, D and D’s son'],
    ['costa rang, freeman too', 'C rang, F too'],
    ['Tolley, vickers and loomes', 'T, V and L'],
    ['spoke to jean bell', 'spoke to jean B'],
    ['mrs bell and Mr. may', 'mrs B and Mr. M'],
    ['Saw Bell today', 'Saw B today'],
    ['Bell rang', 'B rang'],
    ['Hall’s son', 'H’s son'],
    ['BELL: see OT', 'B: see OT'],
    ['Mick Grant', 'Mick G'],
  ])('in any form: %s', (text, left) => {
    expect(words.without(text)).toBe(left)
    expect(words.whileTyped(text)).toBe(left)
  })

  test.each([
    'The bell by the hall light',
    'Hall light fitted',
    'by 3 May',
    'May need a stool',
    'a long lane to the shop',
    'Bell fitted at the door',
    'has had her tea, and all is well',
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
    expect(words.whileTyped('Ring 0116 49')).toBe('Ring …')
  })

  test.each([
    ['Saw Parma yesterday', 'Saw P yesterday'],
    ['saw parma yesterday\nWalks to the gate', 'saw P yesterday\nWalks to the gate'],
    ['Mrs Has came', 'Mrs H came'],
    ['chauh', 'C'],
    ['0116 49 is the number', '… is the number'],
    ['NHS 999 066\nslept well', 'NHS …\nslept well'],
    ['born 12/03/194\nslept well', 'born …\nslept well'],
    ['12/03/194', '…'],
    ['12/03/19', '…'],
    ['12 March 194', '…'],
    ['12 mar 19 then', '… then'],
    ['lives at 69 hos', 'lives at …'],
    ['on Hosiery Str', 'on …'],
    ['LE5 1Z now', 'LE5 now'],
    ['Steady. DNAC', 'Steady. '],
    ['Steady. safeg\nEats', 'Steady. Eats'],
  ])('nor anything else begun anywhere in a note: %s', (text, left) => {
    expect(words.whileTyped(text)).toBe(left)
  })

  test('but words that only begin like a name are', () => {
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
    ['999  066  9074', '…'],
    ['999/066/9074', '…'],
    ['99 90 66 90 74', '…'],
    ['999 - 066 - 9074', '…'],
    ['999.066.9074 and 999 066 9074 999 066 9075', '… and …'],
    ['7700 900123', '…'],
    ['116 496 0425', '…'],
    ['12 March 41', '…'],
    ['12-Mar-41', '…'],
    ['12.Mar.41', '…'],
    ['3rd May ’41', '…'],
    ["3rd of May '41", '…'],
    ['March 12 1941', '…'],
    ['12031941', '…'],
    ['19410312', '…'],
    ['born March 1941', 'born …'],
    ['in March 1941', 'in …'],
    ['born 1941', 'born …'],
    ['DOB 12/3', 'DOB …'],
    ['d.o.b 12 march', 'd.o.b …'],
    ['born 12 March. Eats', 'born …. Eats'],
    ['26/01/29 and 26.1.29', '… and …'],
    ['26 Jan 29', '…'],
    ['260129', '…'],
    ['flat 2 upstairs', '… upstairs'],
    ['73 st audrey ct', '…'],
    ['St Audrey Court', '…'],
    ['69, hosiery st', '…'],
    ['69 Hosiery', '…'],
    ['in hosiery street', 'in …'],
    ['thorn cottage on church lane', '… on …'],
    ['12 quenby rd is next door', '… is next door'],
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
    'Decided in advance to step down',
    'Neglects the left side since the stroke',
    'Left-sided neglect, scans to the left',
    'We respect her choice, treated with respect',
    '5 metre walk, 10 minutes to the close',
    'calls at 8.30 12.30 17.00 21.00',
    'calls at 8 12 17',
    'BP 120/80 130/85 118/79',
    'on 23/11/26 24/11/26 25/11/26',
    'from Leicester to Oadby',
    'Fri 4 Dec 12 noon, 2 May 10.30, 4 Dec 45 min',
    'it’s 42 cm wide',
    'dolls, a safe garden and a safe grip',
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
    ['Steady. Respect form in place', 'Steady. '],
    ['respect in place', ''],
    ['has a respect', ''],
    ['SG raised', ''],
    ['sg referral sent', ''],
    ['s42 opened. S.42 closed. section 42', ''],
    ['safegard, safe-guard, safeguard and saveguarding', ''],
    ['purple form on the fridge', ''],
    ['DoLS. dols', ''],
    ['TEP form in the folder. ADRT seen; treatment escalation plan agreed', ''],
    ['Advance decision made. advanced directive', ''],
    ['Eats well. DV in the past. IDVA rang', 'Eats well. '],
    ['POVA. adult protection. neglected by her son. self-neglect', ''],
    ['dnacpr; dnar; dna cpr; Cpr; not for resus', ''],
  ])('are left out by the sentence: %s', (text, left) => {
    expect(words.without(text)).toBe(left)
  })
})

test('with nobody on the board, shapes are left out all the same', () => {
  expect(new PrivateWords([]).without('Parmar, 0116 496 0425')).toBe('Parmar, …')
})
