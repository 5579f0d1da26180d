z = 3 + 4j
print(z, z.real, z.imag, abs(z), z.conjugate(), -z, +z)  # expect: (3+4j) 3.0 4.0 5.0 (3-4j) (-3-4j) (3+4j)
print(z + 1, z - 2j, z * z, z / (1 - 1j), z ** 2, z ** 0.5, 2 ** z, z == 3 + 4j, z != 3)
# expect: (4+4j) (3+2j) (-7+24j) (-0.5+3.5j) (-7+24j) (2+1j) (-7.461496614688569+2.885492725513448j) True True
print(1j * 1j, 5j, -1j, 0j, complex(-0.0, 0.0), 1e100 + 1e-100j)
# expect: (-1+0j) 5j (-0-1j) 0j (-0+0j) (1e+100+1e-100j)
