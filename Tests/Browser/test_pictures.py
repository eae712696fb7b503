"""Pictures of what users see most, in light and dark, in English and Chinese; and what can be measured in them.

    LOUPE_SCREENSHOTS=FOLDER python -m pytest Tests/Browser/test_pictures.py

takes them into FOLDER: coloured cells with a table, completions with their types, help, a mistake with its carets, a
long table and charts. Measured are the contrast of all text with what is behind it, whether a table runs out of its
output, and whether carets stand below the word they mean, which wide characters and their fonts may spoil.
"""
import pytest
from conftest import KERNEL
from selenium.webdriver.common.keys import Keys

pytestmark = pytest.mark.skipif(KERNEL != "loupe", reason="pictures of Loupe")

ENGLISH = {
    "name": "english",
    "language": "set language to english",
    "cells": """# words beside sentence vectors, and how well they tell bad from good
reviews = load sample reviews
train, test = split reviews test 20% seed 7
hybrid = tfidf(ngrams: 1..2, min_docs: 2) + encoder(minilm) | logistic(C: 1)
model = fit hybrid on train
report model on test""",
    "completion": "re",
    "help": "split",
    "error": "bad = keep reviews where raiting < 0 and text contains \"battery\"",
    "wrong": "raiting",
    "table": "show reviews limit 6 from 20",
    "chart": "describe reviews",
    "explain": 'explain model for "The screen is lovely, but the battery died after a week."',
}
CHINESE = {
    "name": "chinese",
    "language": "set language to chinese",
    "cells": """# 用词的特征，看能否分出好评和差评
评论 ＝ load sample reviews_zh
训练集，测试集 ＝ split 评论 test 20% seed 7
配方 ＝ tfidf（ngrams：1..2，min_docs：2）｜logistic（C：1）
模型 ＝ fit 配方 on 训练集
report 模型 on 测试集""",
    "completion": "模",
    "help": "split",
    "error": "差评 ＝ keep 评论 where 平分 < 0 and text contains “电池”",
    "wrong": "平分",
    "table": "show 评论 limit 6 from 20",
    "chart": "describe 评论",
    "explain": "explain 模型 for “屏幕很漂亮，但是用了一周电池就坏了。”",
}
TONGUES = [ENGLISH, CHINESE]
THEMES = ("light", "dark")

# The least contrast of any text with what is behind it, and that text (WCAG 2.1, 1.4.3; carets, + and − are signs, 1.4.11).
CONTRAST = """
const parse = text => (text.match(/[\\d.]+/g) || []).map(Number);
const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3]));
const rgba = text => { const c = parse(text); return [c[0], c[1], c[2], c.length > 3 ? c[3] : 1]; };
const light = c => c.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const behind = node => {
    const layers = [];
    for (let e = node; e; e = e.parentElement) layers.push(rgba(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255]);
};
let least = [99, ''];
for (const area of document.querySelectorAll('.jp-OutputArea-output')) {
    const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, element = node.parentElement;
        if (!node.textContent.trim() || !element.getClientRects().length) continue;
        const style = getComputedStyle(element), ground = behind(element);
        const ink = rgba(element instanceof SVGElement ? style.fill : style.color);
        let opacity = 1;
        for (let e = element; e && e !== area; e = e.parentElement) opacity *= Number(getComputedStyle(e).opacity);
        ink[3] *= opacity;
        const [a, b] = [light(over(ink, ground)), light(ground)];
        const sign = /^[\\^\ufe3f+\u2212]+$/.test(node.textContent.trim()) ? 1.5 : 1;
        const ratio = sign * (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < least[0]) least = [ratio, node.textContent.trim().slice(0, 60)];
    }
}
return least;
"""

# Left and right edge, in pixels, of the first occurrence of each text in the output, in their order.
EDGES = """
const area = document.querySelector('.jp-OutputArea-output pre');
const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT), pieces = [];
while (walker.nextNode()) pieces.push(walker.currentNode);
const whole = pieces.map(p => p.textContent).join('');
const place = offset => {
    for (const piece of pieces) {
        if (offset <= piece.length) return [piece, offset];
        offset -= piece.length;
    }
};
let from = whole.indexOf('│');
return arguments[0].map(text => {
    const start = whole.indexOf(text, from), range = document.createRange();
    from = start + text.length;
    range.setStart(...place(start + 0.0)); range.setEnd(...place(start + text.length));
    const box = range.getBoundingClientRect();
    return [box.left, box.right];
});
"""


@pytest.fixture(params=TONGUES, ids=[t["name"] for t in TONGUES], scope="module")
def tongue(request, lab):
    """A notebook whose kernel speaks it, and where the first cell has run."""
    lab.driver.set_window_size(1000, 760)
    lab.open("empty.ipynb")
    lab.run(request.param["language"])
    lab.run(request.param["cells"])
    assert all(o["output_type"] != "error" for o in lab.outputs()[0]), lab.shown()
    yield request.param
    lab.run("set language to english")
    lab.theme("JupyterLab Light")
    lab.driver.set_window_size(1280, 1600)


@pytest.fixture(params=THEMES)
def theme(request, lab, tongue):
    lab.theme(f"JupyterLab {request.param.capitalize()}")
    return request.param


def picture(lab, tongue, theme, what):
    lab.picture(f"{what}-{tongue['name']}-{theme}")


def expect_readable(lab):
    ratio, text = lab.js(CONTRAST)
    assert ratio >= 4.5, f"contrast of only {ratio:.2f}: {text}"
    wide = lab.js("return [...document.querySelectorAll('.jp-OutputArea-output')]"
                  ".filter(o => o.scrollWidth > o.clientWidth + 1 && getComputedStyle(o).overflowX === 'visible').length")
    assert wide == 0, "an output runs out of its room"


def test_cells_are_coloured_and_reports_read_well(lab, tongue, theme):
    lab.run(tongue["cells"])
    picture(lab, tongue, theme, "cells")
    assert len(set(lab.colours(".jp-CodeCell").values())) >= 4
    expect_readable(lab)


def test_completions_have_types(lab, tongue, theme):
    items = lab.complete(tongue["completion"])
    picture(lab, tongue, theme, "completion")
    kinds = lab.texts(".jp-Completer-item .jp-Completer-typeExtended")
    lab.escape()
    assert items and len(kinds) == len(items) and all(kinds), (items, kinds)


def test_help_is_shown_beside_the_cursor(lab, tongue, theme):
    lab.write(tongue["help"])
    lab.press(Keys.SHIFT, Keys.TAB)
    tooltip = lab.visible(".jp-Tooltip")
    lab.wait(lambda: tongue["help"] in tooltip.text, "the tooltip says something else")
    picture(lab, tongue, theme, "help")
    lab.escape()


def test_carets_stand_below_the_wrong_word(lab, tongue, theme):
    said = lab.run(tongue["error"])
    picture(lab, tongue, theme, "error")
    carets = max((run for run in said.split() if set(run) <= {"^", "\ufe3f"}), key=len)
    (left, right), (first, last) = lab.js(EDGES, [tongue["wrong"], carets])
    assert abs(first - left) <= 4 and abs(last - right) <= 4, (left, right, first, last, said)
    expect_readable(lab)


@pytest.mark.parametrize("what", ["table", "chart", "explain"])
def test_tables_and_charts_read_well(lab, tongue, theme, what):
    lab.run(tongue[what])
    lab.visible(".jp-OutputArea-output")
    picture(lab, tongue, theme, what)
    expect_readable(lab)
