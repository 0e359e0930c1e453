"""What the pages say about recorded runs, in each language, and how they write numbers."""

WORDS = {
    "zh": {
        "colon": "：",
        "comma": "，",
        "stop": "。",
        "percent": "{} %",
        "points": "{:.2f} 个百分点",
        "seconds": "{:.3g} 秒",
        "minutes": "{:.1f} 分钟",
        "experiment": "实验",
        "runs": "次数",
        "mean": "均值",
        "deviation": "标准差",
        "lowest": "最低",
        "highest": "最高",
        "time": "每次\N{NO-BREAK SPACE}CPU 用时",
        "of_runs": "{n} 次",
        "nothing": "{n} 次里没有一次得到数",
        "without": "{n} 次得到数，另有 {lost} 次没有",
        "seed": "种子 {seed}：{value}",
        "summary": "{label}：{n} 次，从 {low} 到 {high}，均值 {mean}",
        "one": "{label}：1 次，{mean}",
        "strip": "每个点是一个种子的{what}；竖线是均值。",
        "curves": "细线是各个种子，粗线是它们的均值；横轴是{parts}。",
        "curves_label": "{what}随{parts}的变化",
        "end": "{label}：{n} 次，最后的均值 {value}",
        "parts": "轮次",
        "log": "坐标是对数的。",
        "missing": "还没有记录，可以用下面的命令记录：",
        "receipt": "票据：这些记录从哪里来",
        "data": "数据",
        "data_of": "{source}，{images} 张（摘要 {digest}）",
        "no_data": "不用数据集，数据由代码生成",
        "machine": "机器",
        "machine_of": "{cpu}，{cores} 核；每次运行一个线程",
        "versions": "版本",
        "device": "设备",
        "digest": "代码摘要",
        "date": "日期",
        "command": "重现命令",
        "values": "值",
        "not_recorded": "没有记录",
        "ask": "你用 <code>{name}</code> 得到的{what}",
        "hint": "例如 97.3、97.3 % 或 0.973",
        "no_script": "要知道你的结果落在哪里，需要打开 JavaScript。"
        "已记录的 {n} 次从 {low} 到 {high}。",
        "box": {
            "unreadable": "请写一个数，例如 97.3、97.3 % 或 0.973。",
            "impossible": "准确率在 0 到 100 % 之间。",
            "within": "高于已记录的 {n} 次中的 {below} 次，低于其中的 {above} 次；"
            "它们的均值是 {mean}。这样的差别，换一个种子就会有。",
            "above": "高于已记录的全部 {n} 次（最高 {high}，均值 {mean}）。同样的程序再运行一次，"
            "大约每 {times} 次会有一次这样。",
            "far_above": "高于已记录的全部 {n} 次（最高 {high}，均值 {mean}），"
            "差得比它们之间的差别还大：如果程序没有改，先检查测试用的是不是同样的图像。",
            "below": "低于已记录的全部 {n} 次（最低 {low}，均值 {mean}）。同样的程序再运行一次，"
            "大约每 {times} 次会有一次这样；先换一两个种子，再找错误。",
            "far_below": "低于已记录的全部 {n} 次（最低 {low}，均值 {mean}），"
            "差得比它们之间的差别还大：值得找一找错误。",
        },
    },
    "en": {
        "colon": ": ",
        "comma": ", ",
        "stop": ". ",
        "percent": "{}%",
        "points": "{:.2f} points",
        "seconds": "{:.3g} s",
        "minutes": "{:.1f} min",
        "experiment": "experiment",
        "runs": "runs",
        "mean": "mean",
        "deviation": "standard deviation",
        "lowest": "lowest",
        "highest": "highest",
        "time": "CPU time of a run",
        "of_runs": "{n}",
        "nothing": "none of {n} came to a number",
        "without": "{n}, and {lost} without a number",
        "seed": "seed {seed}: {value}",
        "summary": "{label}: {n} runs from {low} to {high}, mean {mean}",
        "one": "{label}: 1 run, {mean}",
        "strip": "Each dot is the {what} of one seed; the line is the mean.",
        "curves": "Thin lines are single seeds, thick ones their mean, along the {parts}.",
        "curves_label": "How the {what} changes with the {parts}",
        "end": "{label}: {n} runs, mean {value} at the end",
        "parts": "epochs",
        "log": " The scale is logarithmic.",
        "missing": "Not recorded yet; this command does it:",
        "receipt": "Receipt: where these records come from",
        "data": "data",
        "data_of": "{source}, {images} images (digest {digest})",
        "no_data": "no data set: the code makes its data",
        "machine": "machine",
        "machine_of": "{cpu}, {cores} cores; one thread a run",
        "versions": "versions",
        "device": "device",
        "digest": "code digest",
        "date": "date",
        "command": "reproduce",
        "values": "value",
        "not_recorded": "not recorded",
        "ask": "Your {what} with <code>{name}</code>",
        "hint": "such as 97.3, 97.3% or 0.973",
        "no_script": "To learn where your result lies, switch JavaScript on. The {n} recorded runs "
        "lie between {low} and {high}.",
        "box": {
            "unreadable": "Write a number, such as 97.3, 97.3% or 0.973.",
            "impossible": "An accuracy lies between 0 and 100%.",
            "within": "Better than {below} of the {n} recorded runs and worse than {above}; their "
            "mean is {mean}. That is within what the seed alone does.",
            "above": "Better than all {n} recorded runs (highest {high}, mean {mean}). The same "
            "program would do so about once in {times} runs.",
            "far_above": "Better than all {n} recorded runs (highest {high}, mean {mean}), and by "
            "more than they differ among themselves: if the program is the same, check first that "
            "it was tested on the same images.",
            "below": "Lower than all {n} recorded runs (lowest {low}, mean {mean}). The same "
            "program would do so about once in {times} runs: try another seed or two before you "
            "look for a mistake.",
            "far_below": "Lower than all {n} recorded runs (lowest {low}, mean {mean}), and by "
            "more than they differ among themselves: worth looking for a mistake.",
        },
    },
}

VALUES = {
    "zh": {
        "test_accuracy": "测试准确率",
        "train_accuracy": "训练准确率",
        "test_loss": "测试损失",
        "train_loss": "训练损失",
        "one_step_mse": "一步预测的均方误差",
        "free_mse": "自由运行的均方误差",
        "worst_free_mse": "自由运行最差的均方误差",
        "from_one_point_mse": "只看一个点之后的均方误差",
        "classes_lost": "从不出现在答案里的类别数",
        "silent": "所有输出都是零的图像所占的比例",
        "most_frequent": "最常见的答案所占的比例",
        "stale": "与旧标签相符的比例",
        "mirrored_accuracy": "连同镜像一起判断的测试准确率",
        "new_plants_accuracy": "没见过的植株上的准确率",
        "test_bits": "每个字符的比特数",
        "validation_bits": "验证集上每个字符的比特数",
        "steps": "步数",
    },
    "en": {
        "train_loss": "training loss",
        "one_step_mse": "one-step mean squared error",
        "free_mse": "free-running mean squared error",
        "worst_free_mse": "worst free-running mean squared error",
        "from_one_point_mse": "mean squared error after one point",
        "classes_lost": "number of classes never answered",
        "silent": "share of images for which all outputs are zero",
        "most_frequent": "share of the most frequent answer",
        "stale": "share that agrees with stale labels",
        "mirrored_accuracy": "test accuracy, judged with mirror images",
        "new_plants_accuracy": "accuracy on new plants",
        "test_bits": "bits per character",
        "validation_bits": "validation bits per character",
        "steps": "number of steps",
    },
}
FRACTIONS = {"most_frequent", "silent", "stale"}


def called(value: str, language: str) -> str:
    """What a value of the records is called."""
    return VALUES[language].get(value, value.replace("_", " "))


def is_fraction(value: str) -> bool:
    return value.endswith("accuracy") or value in FRACTIONS


def number(amount: float, value: str, language: str) -> str:
    """An accuracy as a percentage, anything else with at least three digits."""
    if is_fraction(value):
        return WORDS[language]["percent"].format(f"{100 * amount:.2f}")
    return _plain(amount, 3)


def spread(amount: float | None, value: str, language: str) -> str:
    """A standard deviation; that of accuracies in percentage points."""
    if amount is None:
        return "–"
    if is_fraction(value):
        return WORDS[language]["points"].format(100 * amount)
    return _plain(amount, 2)


def _plain(amount: float, digits: int) -> str:
    """Thousands are 4230, where `g` alone would write 4.23e+03."""
    return f"{amount:.0f}" if abs(amount) >= 10 ** (digits - 1) else f"{amount:.{digits}g}"


def duration(seconds: float, language: str) -> str:
    words = WORDS[language]
    if seconds < 120:
        return words["seconds"].format(seconds)
    return words["minutes"].format(seconds / 60)
