"""Decimal numbers and the bits of the nearest double, as Python reads them: numbers.py > numbers.tsv"""
import random
import struct

random.seed(20)


def digits(least, most):
    return "".join(random.choice("0123456789") for _ in range(random.randint(least, most)))


texts = ["0", "-0", "1e22", "1e23", "9007199254740993", "2.2250738585072011e-308", "4.9e-324", "2e-324", "1e-400"]
for _ in range(1500):
    text = random.choice(["", "-", "+"]) + digits(1, random.choice([2, 5, 17, 25]))
    if random.random() < 0.7:
        text += "." + digits(0, random.choice([2, 5, 20]))
    if random.random() < 0.4:
        text += random.choice("eE") + random.choice(["", "-", "+"]) + digits(1, 2)
    texts.append(text)
for text in texts:
    print(text, struct.pack(">d", float(text)).hex(), sep="\t")
