export const value = 'value of a module'
