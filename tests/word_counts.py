"""Texts and how many words they have: one table for the server's count and the page's."""

WORD_COUNTS = [
    ("", 0),
    ("  \n\t ", 0),
    ("satu", 1),
    ("satu dua\ntiga", 3),
    ("satu\r\ndua", 2),
    ("tindak-lanjut rata-rata", 2),
    ("antara - dan", 3),
    ("SP4N-LAPOR! 98,1 %", 3),
    ("satu\u00a0dua", 2),  # no-break space
    ("satu\u202fdua\u3000tiga\u2003empat", 4),
    ("\u0634\u0643\u0648\u0649 \u0627\u0644\u0645\u0648\u0627\u0637\u0646\u064a\u0646", 2),  # Arabic
    ("satu\u200bdua", 2),  # zero width space parts
    ("\u200b", 0),
    ("\ufeffsatu", 1),
    ("satu\ufeffdua", 2),
    ("sa\u200dtu du\u00ada", 2),  # joiner and soft hyphen do not part
    ("satu \u200d\u2060 dua", 2),  # what cannot be seen is no word
    ("\U0001f44d\U0001f3fd bagus \U0001f468\u200d\U0001f469\u200d\U0001f467", 3),  # emoji, one joined of three
    ("satu\x1cdua\x85tiga", 3),
    ("satu\u2028dua\u1680tiga", 3),
    ("\u180esatu", 1),
]
