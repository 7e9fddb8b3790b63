import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holdsKeySafeCode, namesWayIn } from './key-safe.ts'

const withCode = [
  'key safe 1234',
  'Key Safe: 1234',
  'keysafe code is C1905Y',
  'KS 4471#',
  'KS4471',
  'ks: 4471',
  'k/s 4471',
  'K.S. 4471',
  'code for the key box: 12 34',
  'door code 2580',
  'Door code is 2580 then turn',
  'key-safe no. one two three four',
  'key safe\n1234',
  'key safe:\n\n1234',
  'Key safe. Code. 1234.',
  'key safe - 1 2 3 4',
  'key safe 1-2-3-4',
  'key safe 1,2,3,4',
  'key safe 1.2.3.4',
  'key safe (4471)',
  'key safe "4471"',
  'key safe = 4471',
  'key safe #4471',
  'key safe *4471',
  'key safe by front door, left hand side, number is 4471',
  'key safe fitted 23/11, code 4471',
  'Key safe fitted 25 Nov 4471',
  'Key safe fitted at 14:00. 4471',
  '4471 is the key safe',
  '4471 for the keysafe',
  'Use 4471 on the key safe by the back door',
  'access code 98765',
  'gate code 4471',
  'entry code: 4471 then the bell',
  'front door code 0852',
  'building code C25Z then push... code 2519',
  'pin 4471',
  'PIN is 4471',
  'the code is 4471',
  'code 4471',
  'code: 123',
  'code now 4471',
  'code changed to 1230',
  'code has been changed, 4471 from today',
  'keypad 4471',
  'key code 4471',
  'keybox 4471',
  'lock box 4471',
  'lockbox combination 4471',
  'padlock 4471',
  'combination is 44 71',
  'key safe code one nine oh five',
  'key safe code nineteen oh five',
  'key safe double four seven one',
  'code is twelve thirty four',
  'keysave 4471',
  'keysaf 4471',
  'Keysafe１２３４',
  'key safe 1️⃣2️⃣3️⃣4️⃣',
  'key\u200bsafe 44\u200b71',
  'key_safe 4471',
  'KEYSAFE-4471',
  'key safe to the right of the door behind the downpipe 4471',
  'Daughter says the keysafe is now 4471',
  'Son reset key safe to 2020',
  'key safe, 0116 496 0425, 4471',
  'key safe a1b2c3',
  'key safe code 16:30',
  'key safe code: 12/10',
  'key safe 12:34',
  'let yourself in with 4471',
  'press 4471 to get in',
  'type in 1905 at the key safe',
  'Priya rang 4471 code for door',
  'Key safe 2580X at number 14',
  'pass code 4471',
  'key safe 1234 keys inside',
  'keysafe nos 4 4 7 1',
  'Code in OneTouch is 4471',
  'K/Safe 3918',
  'ksafe 3918',
  'safe: 3918',
  'keys in safe, 3918',
  'intercom 3918 then call',
  'burglar alarm 3918',
  'Key safe located RHS of porch - 3918',
  'please use key safe; 3918; knock first',
  'Key safe digits three nine one eight',
  'safe code is 3918',
  'order TC-20931 for the key safe, code will be 4471',
]

const without = [
  'key safe to be fitted before 16:00',
  'key safe fitted 23/11',
  'key safe fitted 23/11/2026',
  'key safe fitted 23.11.26',
  'key safe fitted 23-11-2026 by Ron',
  'key safe fitted 2026-11-23',
  'key safe fitted 23 Nov',
  'key safe fitted Nov 2026',
  'key safe fitted on the 23rd',
  'key safe fitted on 23rd of November 2026',
  'key safe there since 2019',
  'code held in OneTouch',
  'Key safe fitted, code held in OneTouch 23/11',
  'code changed 23/11, held in OneTouch',
  'code to be set when fitted at 14:00',
  '2 grab rails 450 mm',
  'key safe, 2 keys cut',
  'key safe, two keys cut',
  'two key safes, one at each door',
  'key safe × 1',
  'key safe by Wed 25 Nov',
  'lives at 12 Quenby Rise, key safe ordered TC-20931',
  'key safe ordered, ref 20931',
  'key safe job no 20931',
  'key safe at 104 St Audrey Court',
  'Flat 104, key safe by the main door',
  'Room 212, no key safe needed',
  'Ward 31 asks for a key safe',
  'key safe, call daughter 0116 496 0425',
  'key safe: daughter 07700 900123',
  'key safe, NHS number 999 066 9074',
  'RB27010 needs a key safe',
  'key safe for RB27010',
  'key safe in LE4 3ZZ',
  'key safe in LE4',
  'key safe £45.00',
  'key safe costs 120',
  'key safe 1200 mm above the step',
  'key safe at 150cm, he cannot reach',
  'key safe before the alarm, 4 calls a day, 45 minutes',
  'key safe and 2 x 450 rails',
  'key safe fitted at 1430',
  'key safe fitter comes between 0900 and 1300',
  'key safe fitter comes 9am to 1pm',
  'key safe fitter Tuesday 10.30am',
  'key safe and weight 102 kg noted',
  'key safe not used, rang 111 at night',
  'BP 120/80, key safe in use',
  'postcode LE4 3ZZ',
  'error code 4471 on the alarm unit',
  'product code 20931, key safe to follow',
  'dress code, 2 visits',
  'area code 0116',
  'pins in left leg 2019',
  'Hip pinned in 2019, walking 20 m',
  'grab rail 450 mm and bath board 680mm',
  'Managing her wash at the basin but tires after two minutes standing',
  'perching stool 48 cm, ordered TC-20931',
  'Key safe to be fitted before 16:00. First visit this evening.',
  'no key safe, son lets carers in at 8:30',
  'key safe yes',
  'key safe needed',
  'key safe 23/11',
  'key safe 16:00',
  'aged 90, key safe fitted, day 12 of 42',
  'key safe and pendant, 3 of 3 goals met',
  'Key safe agreed 23 November 2026, Ron W, by Wed 25 Nov',
  'step down from 4 to 3 calls, key safe stays',
  'entry is up 3 steps, rail 600 mm',
  'Care Act assessment by 3 Jan 2027, key safe in place',
  'telephone 0116 496 0425',
  'born 16/02/1955',
  'key safe agreed Mon 23 Nov 09:41',
  'Key safe tomorrow 10-12',
  'no key safe. 24 hour care 16.00 to 20.00',
  'Transfers safe. 2 carers, rail 900 mm',
  'grab rail front door 450',
  'ReSPECT in place, copy in the hall, seen 20/11/2026',
  '',
]

describe('key-safe codes', () => {
  test.each(withCode)('%j holds a code', (text) => {
    expect(holdsKeySafeCode(text)).toBe(true)
  })

  test.each(without)('%j holds none', (text) => {
    expect(holdsKeySafeCode(text)).toBe(false)
  })

  test('there are sixty phrases and more of each', () => {
    expect(Math.min(withCode.length, without.length)).toBeGreaterThanOrEqual(60)
  })

  test('any four digits behind a key safe are found, however they are cut', () => {
    const sign = fc.constantFrom(' ', ': ', '\n', ' - ', ' is ', ' code ', ', number ', ' no. ', '=')
    const cut = fc.constantFrom('', ' ', '-')
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{4}$/), sign, cut, (digits, between, cutting) => {
        expect(holdsKeySafeCode(`Key safe${between}${[...digits].join(cutting)}`)).toBe(true)
      }),
    )
  })

  test('a date beside a key safe is never taken for a code while it is being typed', () => {
    const whole = 'Key safe fitted 23/11/2026'
    for (let end = 1; end <= whole.length; end++) expect(holdsKeySafeCode(whole.slice(0, end))).toBe(false)
  })

  test('text without a number never holds one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z ,.]{0,60}$/), (text) => {
        fc.pre(
          !/zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|ty|nought/i.test(text),
        )
        expect(holdsKeySafeCode(`key safe ${text}`)).toBe(false)
      }),
    )
  })

  test('a long note is read quickly enough to check as it is typed', () => {
    const note = 'key safe, walked 20 m with frame; rails 450 mm; '.repeat(200)
    expect(holdsKeySafeCode(note)).toBe(false)
    expect(holdsKeySafeCode(`${note}key safe 4471`)).toBe(true)
  })
})

describe('a way into a home', () => {
  test.each([
    'Fit a key safe',
    'Check key box by the back door',
    'Refit the lockbox behind the bin',
    'Put new code in keysafe',
    'KS moved to the porch',
    'the K/S sticks',
    'it is in the safe',
    'Spare key under the pot',
    'Keys are with the neighbour',
    'Front door key from the daughter',
    'Ask for the gate code',
  ])('is named: %s', (text) => {
    expect(namesWayIn(text)).toBe(true)
  })

  test.each([
    'Ring the key worker',
    'Order a keyboard tray',
    'Bring a key turner',
    'Look at the back door step',
    'Check the task list',
    'Grab rail by the front door',
    'Safe transfers onto the bed',
    'Dress code for the visit',
  ])('is not: %s', (text) => {
    expect(namesWayIn(text)).toBe(false)
  })
})
