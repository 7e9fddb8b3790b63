import { describe, expect, test } from 'vitest'
import {
  measurementsOf,
  readMeasure,
  readMeasurements,
  userWeight,
  writeMeasurements,
} from './measurement.ts'
import type { Measurement } from './measurement.ts'

const seat: Measurement = {
  ...{ name: 'seat height', hint: 'floor to back of knee', unit: 'cm' },
  range: { least: 35, most: 65 },
}

describe('the catalogue’s text', () => {
  test('has a name, a hint, a unit and a range', () => {
    expect(readMeasurements('seat height (floor to back of knee) [cm 35-65]; bowl shape;')).toEqual([
      seat,
      { name: 'bowl shape', hint: '', unit: null, range: null },
    ])
  })

  test('may have its hint behind a colon, and no range', () => {
    expect(readMeasurements('handle height: floor to wrist crease, in usual shoes [cm 55-115]')).toEqual([
      {
        ...{ name: 'handle height', hint: 'floor to wrist crease, in usual shoes', unit: 'cm' },
        range: { least: 55, most: 115 },
      },
    ])
    expect(readMeasurements('')).toEqual([])
  })

  test('is written as it is read', () => {
    const text = 'seat height (floor to back of knee) [cm 35-65]; bowl shape; number of steps [number 1-20]'
    expect(writeMeasurements(readMeasurements(text))).toBe(text)
  })

  test('asks for the weight where that is checked, once', () => {
    expect(measurementsOf({ measurements: '', checkWeight: true })).toEqual([userWeight])
    expect(measurementsOf({ measurements: 'user weight [kg 40-120]', checkWeight: true })).toHaveLength(1)
    expect(measurementsOf({ measurements: '', checkWeight: false })).toEqual([])
  })
})

describe('what somebody typed', () => {
  test.each([
    ['48', '48'],
    ['48cm', '48'],
    ['48 cm', '48'],
    ['480mm', '48'],
    ['0.48 m', '48'],
    ['18 in', '45.7'],
    ['18"', '45.7'],
    ['1 ft 6', '45.7'],
    ['48.25', '48.3'],
    ['35', '35'],
    ['65', '65'],
  ])('“%s” is %s cm', (typed, value) => {
    expect(readMeasure(seat, typed)).toEqual({ value })
  })

  test.each([
    ['78', '78'],
    ['78kg', '78'],
    ['12 st 4', '78'],
    ['12 stone', '76.2'],
    ['170 lb', '77.1'],
  ])('“%s” is %s kg', (typed, value) => {
    expect(readMeasure(userWeight, typed)).toEqual({ value })
  })

  test.each([
    ['480', '48', '480 cm is outside 35 cm to 65 cm for the seat height. Did you mean 48 cm?'],
    ['18', '45.7', '18 cm is outside 35 cm to 65 cm for the seat height. Did you mean 45.7 cm?'],
    ['4.8', '48', '4.8 cm is outside 35 cm to 65 cm for the seat height. Did you mean 48 cm?'],
    ['900', null, '900 cm is outside 35 cm to 65 cm for the seat height. Measure again.'],
    ['48 kg', null, 'Give the seat height as a number in cm.'],
    ['about 48', null, 'Give the seat height as a number in cm.'],
    ['', null, 'Measure the seat height first.'],
  ])('“%s” is asked about', (typed, meant, ask) => {
    expect(readMeasure(seat, typed)).toEqual({ ask, meant })
  })

  test('a count is a number and nothing else; words are words', () => {
    const steps = {
      name: 'number of steps',
      hint: '',
      unit: 'number',
      range: { least: 1, most: 20 },
    } as const
    expect(readMeasure(steps, '3')).toEqual({ value: '3' })
    expect(readMeasure(steps, '3 cm')).toMatchObject({ meant: null })
    const shape = { name: 'bowl shape', hint: '', unit: null, range: null }
    expect(readMeasure(shape, ' Oval ')).toEqual({ value: 'Oval' })
  })
})
