package keeplink.page;
import java.nio.file.*;
import java.util.*;
import java.util.regex.*;
import org.jsoup.Jsoup;
import org.jsoup.nodes.*;
class ArticleBenchmark {
  static final Pattern TOK = Pattern.compile("[\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]|[\\w&&[^\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]]+", Pattern.UNICODE_CHARACTER_CLASS);
  static Map<String,Integer> bag(String t){ Map<String,Integer> m=new HashMap<>(); Matcher x=TOK.matcher(t); while(x.find()) m.merge(x.group(),1,Integer::sum); return m; }
  static double[] f1(String a,String b){ var x=bag(a);var y=bag(b); int s=0,nx=0,ny=0; for(var e:x.entrySet()){nx+=e.getValue();s+=Math.min(e.getValue(),y.getOrDefault(e.getKey(),0));} for(int v:y.values())ny+=v; if(nx+ny==0)return new double[]{1,1,1}; return new double[]{2.0*s/(nx+ny), nx==0?0:(double)s/nx, ny==0?0:(double)s/ny}; }
  public static void main(String[] a) throws Exception {
    Path c=Path.of("/work/shared/corpora"); List<String> rows=new ArrayList<>(); double sum=0;int n=0,hi=0;
    try(var ds=Files.newDirectoryStream(c.resolve("readability"))){ for(Path p:ds){
      Document d=Jsoup.parse(Files.readString(p.resolve("source.html")).replace("\ufeff",""),"http://fakehost/test/page.html");
      String want=blockText(Files.readString(p.resolve("expected.html")));
      String js=Files.readString(p.resolve("expected-metadata.json"));
      Matcher m=Pattern.compile("\"title\": \"(.*)\"").matcher(js); String t=m.find()?m.group(1):"";
      Metadata md=Metadata.of(d,"http://fakehost/test/page.html");  Article art=new ArticleExtractor().extract(d,"http://fakehost/test/page.html",md);meta(p.getFileName().toString(),js,md,art); double[] f=f1(art.text(),want); sum+=f[0];n++; if(f[0]>=.98)hi++; if(f[0]<.999&&System.getProperty("lost")!=null){ String g=art.text(); Set<String> gs=new HashSet<>(List.of(g.split("\\s*\n\\s*"))); String ex=keeplink.page.PlainText.of(WorkingCopy.of(Jsoup.parse(Files.readString(p.resolve("expected.html"))).body(),true)); System.out.println("=== "+p.getFileName()+" "+f[0]); for(String l:ex.split("\\s*\n\\s*")) if(!gs.contains(l)) System.out.println("  - "+(l.length()>130?l.substring(0,130):l)); Set<String> es=new HashSet<>(List.of(ex.split("\\s*\n\\s*"))); for(String l:gs) if(!es.contains(l)) System.out.println("  + "+(l.length()>130?l.substring(0,130):l)); }
      rows.add(String.format("%.3f P%.3f R%.3f %s",f[0],f[1],f[2],p.getFileName())); }}
    Collections.sort(rows); 
    rows.removeIf(r->r.startsWith("1.000"));rows.forEach(System.out::println);
    System.out.printf("readability %.4f of %d, >=.98 %d%n",sum/n,n,hi);M.forEach((k,x)->System.out.println(k+" "+x[0]+"/"+x[1]));zh();
  }
  static final Map<String,int[]> M=new TreeMap<>();
  static void meta(String name,String js,Metadata m,Article a){ var n=new tools.jackson.databind.ObjectMapper().readTree(js); String[][] v={{"title",m.title()},{"byline",a.byline()},{"siteName",m.siteName()},{"publishedTime",m.publishedText()},{"lang",m.lang()},{"excerpt",a.excerpt()}};
    for(String[] e:v){ String w=n.path(e[0]).isString()?n.path(e[0]).asString():""; if((e[0].equals("lang")||e[0].equals("publishedTime"))&&w.isEmpty())continue; w=w.replaceAll("\\s+"," ").strip(); String g=e[1]==null?"":e[1].replaceAll("\\s+"," ").strip(); int[] c=M.computeIfAbsent(e[0],k->new int[2]); c[1]++; if(g.equals(w))c[0]++; else if(System.getProperty("m")!=null) System.out.println(e[0]+" "+name+"\n   want "+w+"\n   got  "+g); } }
  static void zh() throws Exception { double sum=0; var gold=new tools.jackson.databind.ObjectMapper().readTree(Files.readString(Path.of("/work/shared/corpora/zh/gold.json"))); int n=0;
    for(int i=0;i<18;i++){ String k=String.format("%02d",i); Document d=Jsoup.parse(Files.readString(Path.of("/work/shared/corpora/zh/"+k+".html")),gold.get(k).get("url").asString());
      String got=new ArticleExtractor().extract(d,gold.get(k).get("url").asString()).text(); Files.writeString(Path.of("/tmp/kl/zh-"+k+".txt"),got); double[] f=f1(got,gold.get(k).get("content").asString()); sum+=f[0];n++; System.out.printf("%s %.3f P%.3f R%.3f %s%n",k,f[0],f[1],f[2],gold.get(k).get("url").asString()); }
    System.out.printf("zh %.4f%n",sum/n); }
  static String blockText(String html){ Document d=Jsoup.parse(html); d.select("script,style,template").remove(); StringBuilder b=new StringBuilder(); d.body().traverse((node,depth)->{ if(node instanceof TextNode t)b.append(t.getWholeText()); else if(node instanceof Element e&&(e.isBlock()||e.normalName().equals("br")||e.normalName().startsWith("t")||e.normalName().equals("li")))b.append(' '); }); return b.toString(); }
}
